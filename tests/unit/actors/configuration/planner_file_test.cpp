#include "actors/configuration/planner_file.hpp"

#include <gtest/gtest.h>

#include "planner/settings/setting_table.hpp"

namespace ballast::actors {
namespace {

constexpr const char* complete = R"(
base_currency = "EUR"
planning_date = "newest-price"
search = "enumerate"
max_evaluations = 5000
deadline_ms = 250
[settings]
max_plan_depth = 3
risk_profile = "conservative"
priority_threshold = 0.25
[country_groups]
NORTH_AMERICA = ["United States", "Canada"]
EUROPE = ["Germany"]
[country_targets]
NORTH_AMERICA = 0.6
EUROPE = 0.4
[industry_groups]
TECHNOLOGY = ["Software", "Semiconductors"]
[industry_targets]
TECHNOLOGY = 0.7
OTHER = 0.3
[target_weights]
"ZZZ.DE" = 0.3
AAA = 0.2
)";

std::string where_of(const char* text) {
  const auto result = parse_planner_file(text, "planner.toml");
  EXPECT_FALSE(result) << text;
  return result ? "" : planner::describe(result.error());
}

TEST(PlannerFile, ReadsEverythingInTheOrderOfTheFile) {
  const auto file = parse_planner_file(complete, "planner.toml");
  ASSERT_TRUE(file) << planner::describe(file.error());
  EXPECT_EQ(file->planning_date.kind, PlanningDate::Kind::newest_price);
  EXPECT_EQ(file->search, planner::SearchMethod::enumerate);
  EXPECT_EQ(file->budget, (SearchBudget{5000, std::chrono::milliseconds{250}}));
  EXPECT_EQ(file->settings.max_plan_depth, 3);
  EXPECT_EQ(file->settings.risk_profile, planner::RiskProfile::conservative);
  ASSERT_EQ(file->country_targets.size(), 2U);
  EXPECT_EQ(file->country_targets[0].group, "NORTH_AMERICA");
  EXPECT_EQ(file->country_targets[1].weight, 0.4);
  ASSERT_EQ(file->country_groups.size(), 3U);
  EXPECT_EQ(file->industry_groups,
            (std::vector<planner::GroupMember>{{"Software", "TECHNOLOGY"},
                                               {"Semiconductors", "TECHNOLOGY"}}));
  EXPECT_EQ(file->industry_targets,
            (std::vector<planner::GroupTarget>{{"TECHNOLOGY", 0.7}, {"OTHER", 0.3}}));
  ASSERT_EQ(file->target_weights.size(), 2U);
  EXPECT_EQ(file->target_weights[0].symbol, "ZZZ.DE");
}

TEST(PlannerFile, AnEmptyFileIsAllDefaults) {
  const auto file = parse_planner_file("", "planner.toml");
  ASSERT_TRUE(file);
  EXPECT_EQ(*file, PlannerFile{});
}

TEST(PlannerFile, PutsItsSettingsOverItsPresetWhereverThatStands) {
  const auto file = parse_planner_file(
      "preset = \"conservative\"\n[settings]\nmax_buys = 9\nmax_plan_depth = 5\n", "planner.toml");
  ASSERT_TRUE(file) << planner::describe(file.error());
  EXPECT_EQ(file->preset, planner::Preset::conservative);
  EXPECT_EQ(file->settings.max_buys, 9);
  EXPECT_EQ(file->settings.max_plan_depth, 5);
  EXPECT_EQ(file->settings.max_sells, 2);
  const std::vector<SettingPlace> places = {{"preset", 1}, {"max_buys", 3}, {"max_plan_depth", 4}};
  EXPECT_EQ(file->places, places);
  EXPECT_EQ(where_of("\npreset = \"bold\"\n"),
            "planner.toml:2: preset: 'bold' is no preset (allowed: conservative, balanced or "
            "aggressive)");
}

TEST(PlannerFile, NamesLineKeyAndWhatIsAllowed) {
  EXPECT_EQ(where_of("[settings]\nmax_plan_depth = 99\n"),
            "planner.toml:2: settings.max_plan_depth: '99' is no value for this setting "
            "(allowed: 1 to 10)");
  EXPECT_EQ(where_of("\n\ncountry_target = 1\n"),
            "planner.toml:3: country_target: no such key; did you mean country_targets?");
  EXPECT_NE(where_of("[settings]\nmax_plan_dept = 2\n").find("did you mean max_plan_depth?"),
            std::string::npos);
}

TEST(PlannerFile, RefusesABadValueOfEverySettingWithLineNameAndRange) {
  for (const planner::SettingEntry& entry : planner::list_settings({})) {
    for (const char* value : {"\"no such value\"", "[\"A\", \"A\"]", "1.0e300", "nan"}) {
      if (entry.allowed.find("different ones") != std::string::npos) continue;
      const std::string text = "[settings]\n" + entry.name + " = " + value + "\n";
      const std::string told = where_of(text.c_str());
      EXPECT_EQ(told.rfind("planner.toml:2: settings." + entry.name + ": '", 0), 0U) << told;
      EXPECT_TRUE(told.ends_with("(allowed: " + entry.allowed + ")")) << told;
    }
  }
}

TEST(PlannerFile, RefusesAListWhereOneValueIsWantedAndAListInAList) {
  EXPECT_EQ(where_of("[settings]\nmax_plan_depth = [1, 2]\n"),
            "planner.toml:2: settings.max_plan_depth: '1,2' is no value for this setting "
            "(allowed: 1 to 10)");
  EXPECT_EQ(where_of("[settings]\nmax_plan_depth = [[1]]\n"),
            "planner.toml:2: settings.max_plan_depth: this is no element of a list "
            "(allowed: a number or a name)");
}

TEST(PlannerFile, RefusesSharesThatDoNotSum) {
  EXPECT_NE(where_of("[country_groups]\nA = [\"X\"]\n[country_targets]\nA = 0.9\n")
                .find("the shares sum to 0.9"),
            std::string::npos);
  EXPECT_NE(where_of("[industry_groups]\nA = [\"X\"]\n[industry_targets]\nA = 0.9\n")
                .find("industry_targets: the shares sum to 0.9"),
            std::string::npos);
  EXPECT_NE(where_of("[target_weights]\nA = 0.7\nB = 0.7\n").find("sum to at most 1"),
            std::string::npos);
}

TEST(PlannerFile, RefusesWhatIsNoShareNoCountryNoToml) {
  for (const char* text :
       {"[country_targets]\nA = nan\n", "[country_targets]\nA = -0.1\n",
        "[target_weights]\nA = \"x\"\n", "[country_groups]\nA = [1]\n",
        "[country_groups]\nA = [\"X\"]\nB = [\"X\"]\n", "[country_targets]\nA = 1.0\n",
        "[industry_groups]\nA = \"Banks\"\n", "[industry_groups]\nA = [\"X\"]\nB = [\"X\"]\n",
        "[industry_targets]\nA = 1.0\n", "[industry_targets]\nA = 1.1\n",
        "base_currency = \"euro\"\n", "planning_date = \"soon\"\n", "search = \"fast\"\n",
        "max_evaluations = -1\n", "max_evaluations = 1.5\n", "deadline_ms = \"soon\"\n",
        "deadline_ms = 86400001\n", "settings = 3\n", "= = =\n"}) {
    EXPECT_NE(where_of(text).find("planner.toml:"), std::string::npos) << text;
  }
}

TEST(PlannerFile, SaysHowLongScoresAreKept) {
  EXPECT_EQ(parse_planner_file("", "planner.toml")->keep_score_days, 3653U);
  EXPECT_EQ(parse_planner_file("[scores]\nkeep_days = 730\n", "planner.toml")->keep_score_days,
            730U);
  for (const char* text : {"[scores]\nkeep_days = 729\n", "[scores]\nkeep_days = 36526\n",
                           "[scores]\nkeep_days = \"long\"\n", "[scores]\nkeep = 730\n"}) {
    EXPECT_EQ(where_of(text).find("planner.toml:2: scores.keep"), 0U) << where_of(text);
  }
}

TEST(PlannerFile, AMissingFileIsAFailureThatNamesIt) {
  const auto result = load_planner_file("/nonexistent/planner.toml");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().where, "/nonexistent/planner.toml");
}

}  // namespace
}  // namespace ballast::actors
