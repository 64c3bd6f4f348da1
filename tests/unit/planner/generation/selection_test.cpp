#include "planner/generation/selection.hpp"

#include <gtest/gtest.h>

#include "planner/opportunities/opportunities.hpp"
#include "tests/unit/planner/opportunities/worked_example.hpp"

namespace ballast::planner {
namespace {

using namespace example;

std::vector<std::string> names_of(const Selection& selection, const PlanInputs& all) {
  std::vector<std::string> names;
  for (const Candidate& one : selection.candidates) {
    const auto& symbol = all.securities[static_cast<std::size_t>(one.security.value - 1)].symbol;
    names.push_back((one.side == Side::sell ? "-" : "+") + symbol);
  }
  return names;
}

Selection select(const PlanRequest& wish) {
  return select_candidates(identify_opportunities(wish, inputs()), wish, inputs());
}

/// Nothing but the space.
PlanRequest without_patterns() {
  PlanRequest wish = request();
  wish.settings.patterns = {};
  wish.settings.enable_adaptive_patterns = false;
  return wish;
}

using Names = std::vector<std::string>;

TEST(Selection, KeepsOneCandidateOfEachSecurityAndSideSellsFirstThenByPriority) {
  const Selection selection = select(request());
  EXPECT_EQ(names_of(selection, inputs()), (Names{"-CCC", "+BBB", "+DDD", "+CCC"}));
  EXPECT_EQ(selection.sell_count, 1U);
  EXPECT_EQ(selection.candidates[1].category, Category::averaging_down);
  EXPECT_EQ(selection.candidates[1].tags,
            (Names{"averaging_down", "buy_low", "rebalance", "underweight_north_america", "quality",
                   "opportunity"}));
  EXPECT_EQ(selection.candidates[2].category, Category::opportunity_buys);
}

TEST(Selection, LeavesOutLowPrioritiesAndSaysSo) {
  PlanRequest wish = without_patterns();
  wish.settings.priority_threshold = 0.5;
  const Selection selection = select(wish);
  EXPECT_EQ(names_of(selection, inputs()), (Names{"-CCC", "+BBB", "+DDD"}));
  ASSERT_FALSE(selection.obstacles.empty());
  EXPECT_EQ(selection.obstacles.back().kind, ObstacleKind::low_priority);
  EXPECT_EQ(selection.obstacles.back().text,
            "CCC has a priority of 0.38, below the threshold of 0.50 (ASIA is underweight by "
            "5.0 %).");
}

TEST(Selection, KeepsAtMostTheBestOfEachSideAndOfEachCategory) {
  PlanRequest wish = without_patterns();
  wish.settings.max_candidates = 1;
  EXPECT_EQ(names_of(select(wish), inputs()), (Names{"-CCC", "+BBB"}));
  EXPECT_EQ(select(wish).obstacles.back().kind, ObstacleKind::not_selected);
}

TEST(Selection, NeverCutsWhatIsPinned) {
  PlanRequest wish = without_patterns();
  wish.settings.max_candidates = 1;
  wish.settings.priority_threshold = 1.0;
  wish.pin = {"CCC"};
  EXPECT_EQ(names_of(select(wish), inputs()), (Names{"-CCC", "+CCC"}));
}

}  // namespace
}  // namespace ballast::planner
