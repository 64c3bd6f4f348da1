#include <gtest/gtest.h>

#include <fmt/format.h>

#include "actors/configuration/planner_file.hpp"
#include "actors/display/lights_file.hpp"
#include "actors/trading/guarded_broker.hpp"
#include "planner/settings/setting_table.hpp"
#include "tests/unit/tools/formats/documented_formats.hpp"

namespace ballast::tools {
namespace {

TEST(DocumentedPlannerFile, IsReadAndHoldsTheDefaults) {
  auto file = actors::parse_planner_file(example("etc/planner.toml"), "planner.toml");
  ASSERT_TRUE(file) << planner::describe(file.error());
  EXPECT_EQ(file->places.size(), planner::list_settings({}).size());
  file->places.clear();
  EXPECT_EQ(*file, actors::PlannerFile{});
}

TEST(DocumentedGuardFile, HoldsTheDefaults) {
  const auto limits = actors::parse_guard_file(source_file("etc/guard.toml"), "guard.toml");
  ASSERT_TRUE(limits) << planner::describe(limits.error());
  EXPECT_EQ(*limits, planner::trading::GuardLimits{});
  const auto wrong = actors::parse_guard_file("max_order_valu = 5", "guard.toml");
  EXPECT_NE(planner::describe(wrong.error()).find("did you mean max_order_value?"),
            std::string::npos);
}

TEST(DocumentedLightsFile, HoldsTheDefaultsAndWhatItShowsIsRead) {
  std::string text = source_file("etc/display.toml");
  EXPECT_EQ(actors::parse_lights_file(text, "display.toml"), actors::LightsFile{});
  for (const std::string line :
       {"[night]", "begins", "ends", "[micro", "reset_chip", "reset_line"}) {
    const std::size_t at = text.find("# " + line);
    ASSERT_NE(at, std::string::npos) << line;
    text.erase(at, 2);
  }
  const auto file = actors::parse_lights_file(text, "display.toml");
  ASSERT_TRUE(file) << planner::describe(file.error());
  EXPECT_EQ(file->night, (actors::Night{22 * 60, 7 * 60}));
  EXPECT_EQ(file->reset, (hardware::ResetLine{"/dev/gpiochip1", 38}));
}

TEST(DocumentedPlannerFile, OfTheSampleIsReadWithGroupsAndWeights) {
  const auto file = actors::parse_planner_file(example("etc/sample/planner.toml"), "planner.toml");
  ASSERT_TRUE(file) << planner::describe(file.error());
  EXPECT_EQ(file->country_targets.size(), 4U);
  EXPECT_EQ(file->target_weights.size(), 3U);
}

TEST(DocumentedPlannerFile, ShowsWhatThePresetsSet) {
  using planner::Preset;
  const std::string text = source_file("docs/formats.md");
  const auto conservative = planner::settings_of(Preset::conservative);
  const auto balanced = planner::settings_of(Preset::balanced);
  const auto aggressive = planner::settings_of(Preset::aggressive);
  for (std::size_t i = 0; i < balanced.size(); ++i) {
    const auto row = fmt::format("| `{}` | {} | {} | {} |\n", balanced[i].name,
                                 conservative[i].value, balanced[i].value, aggressive[i].value);
    EXPECT_NE(text.find(row), std::string::npos) << "docs/formats.md lacks the row\n" << row;
  }
}

TEST(DocumentedPlannerFile, WritesEverySettingWithDefaultUnitRangeAndMeaning) {
  const std::string text = source_file("docs/formats.md");
  auto settings = planner::list_settings({});
  const auto of_trading = planner::trading::list_trading_settings({});
  settings.insert(settings.end(), of_trading.begin(), of_trading.end());
  const auto of_guard = planner::trading::list_guard_limits({});
  settings.insert(settings.end(), of_guard.begin(), of_guard.end());
  for (const auto& setting : settings) {
    const auto row = fmt::format("| `{}` | {} | {} | {} | {} |\n", setting.name, setting.value,
                                 setting.unit, setting.allowed, setting.meaning);
    EXPECT_NE(text.find(row), std::string::npos) << "docs/formats.md lacks the row\n" << row;
  }
}

}  // namespace
}  // namespace ballast::tools
