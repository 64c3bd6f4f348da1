#include "planner/settings/presets.hpp"

#include <gtest/gtest.h>

#include "planner/settings/setting_table.hpp"

namespace ballast::planner {
namespace {

TEST(Presets, HoldValuesThatTheirSettingsTake) {
  for (const Preset preset : {Preset::conservative, Preset::balanced, Preset::aggressive}) {
    for (const SettingText& text : settings_of(preset)) {
      Settings settings;
      const auto set = set_setting(settings, text.name, text.value);
      ASSERT_TRUE(set) << choice_name(preset) << ": " << describe(set.error());
      EXPECT_TRUE(preset != Preset::balanced || settings == Settings{}) << text.name;
    }
  }
}

TEST(Presets, ThatAreBalancedAreTheDefaults) {
  Settings settings;
  apply_preset(settings, Preset::aggressive);
  EXPECT_EQ(settings.max_plan_depth, 7);
  EXPECT_EQ(settings.max_loss_threshold, -0.25);
  settings.min_cash_reserve = 1.0;
  apply_preset(settings, Preset::balanced);
  Settings expected;
  expected.min_cash_reserve = 1.0;
  EXPECT_EQ(settings, expected);
}

TEST(Presets, AreKnownByName) {
  EXPECT_EQ(parse_preset("conservative"), Preset::conservative);
  EXPECT_EQ(describe(parse_preset("bold").error()),
            "preset: 'bold' is no preset (allowed: conservative, balanced or aggressive)");
}

}  // namespace
}  // namespace ballast::planner
