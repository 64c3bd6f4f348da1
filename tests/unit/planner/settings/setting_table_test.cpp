#include "planner/settings/setting_table.hpp"

#include <gtest/gtest.h>

namespace ballast::planner {
namespace {

TEST(SettingTable, ListsEverySettingWithMeaningAndRange) {
  const auto entries = list_settings(Settings{});
  ASSERT_GT(entries.size(), 15U);
  for (const SettingEntry& entry : entries) {
    EXPECT_FALSE(entry.meaning.empty()) << entry.name;
    EXPECT_FALSE(entry.allowed.empty()) << entry.name;
  }
  EXPECT_EQ(entries.front().name, "max_plan_depth");
  EXPECT_EQ(entries.front().value, "5");
  EXPECT_EQ(entries.front().allowed, "1 to 10");
}

TEST(SettingTable, SetsNumbersSwitchesAndChoices) {
  Settings settings;
  ASSERT_TRUE(set_setting(settings, "max_plan_depth", "7"));
  ASSERT_TRUE(set_setting(settings, "diversity_weight", "0.5"));
  ASSERT_TRUE(set_setting(settings, "enable_diverse_selection", "false"));
  ASSERT_TRUE(set_setting(settings, "risk_profile", "aggressive"));
  EXPECT_EQ(settings.max_plan_depth, 7);
  EXPECT_EQ(settings.diversity_weight, 0.5);
  EXPECT_FALSE(settings.enable_diverse_selection);
  EXPECT_EQ(settings.risk_profile, RiskProfile::aggressive);
}

TEST(SettingTable, RefusesValuesOutOfRangeAndLeavesTheSettingAlone) {
  for (const char* value : {"0", "11", "", "five", "5x", "5.5", "nan", "99999999999999999999"}) {
    Settings settings;
    const auto result = set_setting(settings, "max_plan_depth", value);
    ASSERT_FALSE(result) << value;
    EXPECT_EQ(result.error().where, "max_plan_depth");
    EXPECT_EQ(result.error().allowed, "1 to 10");
    EXPECT_EQ(settings, Settings{});
  }
  Settings settings;
  EXPECT_FALSE(set_setting(settings, "diversity_weight", "nan"));
  EXPECT_FALSE(set_setting(settings, "diversity_weight", "inf"));
}

TEST(SettingTable, SuggestsTheNearestName) {
  Settings settings;
  const auto result = set_setting(settings, "max_plan_dept", "3");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().allowed, "did you mean max_plan_depth?");
  EXPECT_TRUE(set_setting(settings, "colour", "red").error().allowed.empty());
}

TEST(SettingTable, FindsASettingThatIsOutOfRange) {
  Settings settings;
  EXPECT_TRUE(check_settings(settings));
  settings.max_buys = 99;
  ASSERT_FALSE(check_settings(settings));
  EXPECT_EQ(check_settings(settings).error().where, "max_buys");
}

}  // namespace
}  // namespace ballast::planner
