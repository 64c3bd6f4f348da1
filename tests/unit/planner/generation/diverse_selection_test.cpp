#include "planner/generation/diverse_selection.hpp"

#include <gtest/gtest.h>

namespace ballast::planner {
namespace {

using Names = std::vector<std::string>;

struct World {
  PlanInputs inputs;
  std::vector<Candidate> candidates;

  void add(const std::string& symbol, const std::string& country, double priority) {
    Security security;
    security.id = SecurityId{static_cast<std::int64_t>(inputs.securities.size()) + 1};
    security.symbol = symbol;
    security.country = country;
    inputs.securities.push_back(security);
    Candidate candidate;
    candidate.security = security.id;
    candidate.priority = priority;
    candidates.push_back(candidate);
  }

  [[nodiscard]] Names select(std::size_t count, double weight) const {
    Names names;
    for (const Candidate& one : select_diverse(candidates, count, weight, inputs)) {
      names.push_back(inputs.securities[static_cast<std::size_t>(one.security.value - 1)].symbol);
    }
    return names;
  }
};

World seven_in_three_countries() {
  World world;
  world.add("A1", "X", 10);
  world.add("A2", "X", 9.9);
  world.add("A3", "X", 9.8);
  world.add("B1", "Y", 9.7);
  world.add("B2", "Y", 9.6);
  world.add("C1", "Z", 9.5);
  world.add("C2", "Z", 1);
  return world;
}

TEST(DiverseSelection, GivesEveryClusterAPlaceAndSortsByPriorityAndSpread) {
  const World world = seven_in_three_countries();
  EXPECT_EQ(world.select(5, 0.3), (Names{"B1", "C1", "A1", "A2", "A3"}));
  EXPECT_EQ(world.select(5, 0.0), (Names{"A1", "A2", "A3", "B1", "C1"}));
}

TEST(DiverseSelection, LeavesAShortListAsItIs) {
  const World world = seven_in_three_countries();
  EXPECT_EQ(world.select(7, 0.3), (Names{"A1", "A2", "A3", "B1", "B2", "C1", "C2"}));
}

TEST(DiverseSelection, ClustersByTheSymbolWhereTheCountryIsUnknown) {
  World world;
  world.add("ABCX", "", 3);
  world.add("ABCY", "", 2);
  world.add("XYZ", "", 1);
  EXPECT_EQ(world.select(2, 0.0), (Names{"ABCX", "XYZ"}));
}

}  // namespace
}  // namespace ballast::planner
