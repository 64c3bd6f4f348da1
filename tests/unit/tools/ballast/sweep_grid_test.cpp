#include "tools/ballast/sweep_grid.hpp"

#include <gtest/gtest.h>

namespace ballast::tools {
namespace {

using Words = std::vector<std::string>;

std::string fault_of(const Words& words) {
  const auto grid = read_grid(words);
  return grid ? "" : planner::describe(grid.error());
}

TEST(SweepGrid, CountsThroughAllCombinationsTheLastSettingFastest) {
  const auto grid =
      read_grid({"max_plan_depth=2,3", "min_hold_days=30", "min_cash_reserve=0,500,900"});
  ASSERT_TRUE(grid) << planner::describe(grid.error());
  ASSERT_EQ(grid->axes.size(), 2U);
  EXPECT_EQ(grid->axes[0].setting, "max_plan_depth");
  EXPECT_EQ(grid->axes[1].values, (Words{"0", "500", "900"}));
  const auto all = combinations(*grid);
  ASSERT_EQ(all.size(), 6U);
  EXPECT_EQ(all[0], (Words{"min_hold_days=30", "max_plan_depth=2", "min_cash_reserve=0"}));
  EXPECT_EQ(all[1], (Words{"min_hold_days=30", "max_plan_depth=2", "min_cash_reserve=500"}));
  EXPECT_EQ(all[5], (Words{"min_hold_days=30", "max_plan_depth=3", "min_cash_reserve=900"}));
}

TEST(SweepGrid, SettingsThatAreListsHaveTheirValuesBetweenSemicolons) {
  const auto grid = read_grid(
      {"stochastic_scenario_shifts=-0.1,0,0.1;-0.2,0,0.2", "risk_profile=balanced,aggressive"});
  ASSERT_TRUE(grid) << planner::describe(grid.error());
  EXPECT_EQ(grid->axes[0].values, (Words{"-0.1,0,0.1", "-0.2,0,0.2"}));
  EXPECT_EQ(grid->axes[1].values, (Words{"balanced", "aggressive"}));
}

TEST(SweepGrid, AListAloneIsOneValue) {
  const auto grid = read_grid({"stochastic_scenario_shifts=-0.1,0,0.1", "max_plan_depth=1,2"});
  ASSERT_TRUE(grid);
  EXPECT_EQ(grid->axes.size(), 1U);
  EXPECT_EQ(grid->others, (Words{"stochastic_scenario_shifts=-0.1,0,0.1"}));
}

TEST(SweepGrid, RefusesWhatIsNoSweepAndSaysWhatIs) {
  EXPECT_NE(fault_of({}).find("nothing varies"), std::string::npos);
  EXPECT_NE(fault_of({"max_plan_depth=3"}).find("nothing varies"), std::string::npos);
  EXPECT_NE(fault_of({"max_plan_depth"}).find("sets nothing"), std::string::npos);
  EXPECT_NE(fault_of({"max_plan_dept=2,3"}).find("did you mean max_plan_depth"), std::string::npos);
  EXPECT_NE(fault_of({"max_plan_depth=2,11"}).find("1 to 10"), std::string::npos);
  EXPECT_NE(fault_of({"max_plan_depth=2,,3"}).find("1 to 10"), std::string::npos);
  EXPECT_NE(fault_of({"max_plan_depth=2,3,2"}).find("twice"), std::string::npos);
  EXPECT_NE(fault_of({"max_plan_depth=2,3", "max_plan_depth=4"}).find("twice"), std::string::npos);
}

TEST(SweepGrid, TheNumberOfPlansIsBounded) {
  std::string days = "buy_cooldown_days=0";
  for (int day = 1; day < 100; ++day) days += "," + std::to_string(day);
  EXPECT_EQ(fault_of({days, "max_plan_depth=2,3"}), "");
  EXPECT_NE(fault_of({days, "max_plan_depth=2,3,4"}).find("at most 200"), std::string::npos);
}

}  // namespace
}  // namespace ballast::tools
