// The pattern that CONTRIBUTING.md shows, registered and run.
#include <gtest/gtest.h>

#include <array>

#include "planner/patterns/proposed_sequences.hpp"
#include "tests/unit/planner/patterns/hand_made_lists.hpp"

namespace ballast::planner {

std::vector<CandidateSequence> cheapest_first(const PatternView& view);

namespace {

constexpr std::array registry = {
    Pattern{[](const Settings&) { return true; }, Depths::each, cheapest_first},
};

TEST(CheapestFirst, BuysTheCheapestAtEveryDepth) {
  test::HandMadeLists lists;
  lists.add(Category::averaging_down, 'A', 250)
      .add(Category::rebalance_buys, 'B', 100)
      .add(Category::opportunity_buys, 'C', 150);
  lists.request.settings.max_plan_depth = 3;
  const Situation situation(lists.request, lists.inputs);
  const PatternView view{situation, lists.lists(), Money::from_units(400)};
  EXPECT_EQ(lists.name_of(propose_sequences(view, {}, registry)), "+B,+B+C");
}

}  // namespace
}  // namespace ballast::planner
