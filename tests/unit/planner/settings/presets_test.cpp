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

struct Modes {
  Preset preset;
  bool on;
  PriceScenarios scenarios;
};

TEST(Presets, LookAtPricesThatMoveTimeframesMarketAndSeveralAimsWhereTheyAreAggressive) {
  for (const Modes& expected : {Modes{Preset::conservative, false, PriceScenarios::none},
                                Modes{Preset::balanced, false, PriceScenarios::none},
                                Modes{Preset::aggressive, true, PriceScenarios::stochastic}}) {
    Settings settings;
    apply_preset(settings, expected.preset);
    SCOPED_TRACE(choice_name(expected.preset));
    EXPECT_EQ(settings.enable_multi_objective, expected.on);
    EXPECT_EQ(settings.enable_multi_timeframe, expected.on);
    EXPECT_EQ(settings.enable_market_regime, expected.on);
    EXPECT_EQ(settings.price_scenarios, expected.scenarios);
  }
}

TEST(Presets, KeepConservativePlansToTheRulesThatDoNotAverageDown) {
  Settings settings;
  apply_preset(settings, Preset::conservative);
  EXPECT_FALSE(settings.opportunity_rules.has(OpportunityRule::averaging_down));
  for (const PatternName out : {PatternName::averaging_down, PatternName::multi_sell,
                                PatternName::mixed_strategy, PatternName::deep_rebalance}) {
    EXPECT_FALSE(settings.patterns.has(out));
  }
  EXPECT_TRUE(settings.patterns.has(PatternName::direct_buy));
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
