#include "tools/ballast/wish.hpp"

#include <fstream>

#include <gtest/gtest.h>

#include "planner/settings/setting_table.hpp"
#include "tests/unit/actors/temporary_directory.hpp"

namespace ballast::tools {
namespace {

using Words = std::vector<std::string>;

Arguments read_words(const Words& words) {
  Arguments::Description own("Planning");
  add_wish_options(own);
  return Arguments::read(words, "plan", own);
}

std::string refusal_of(const Words& words) {
  const auto wish = read_wish(read_words(words));
  EXPECT_FALSE(wish);
  return wish ? "" : planner::describe(wish.error());
}

class RequestOnDisk {
 public:
  explicit RequestOnDisk(const std::string& text) : path_(directory_.path() / "request.json") {
    std::ofstream(path_) << text;
  }
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  actors::TemporaryDirectory directory_;
  std::filesystem::path path_;
};

TEST(Wish, IsEmptyWithoutFlags) {
  EXPECT_EQ(*read_wish(read_words({})), messages::CreatePlan{});
}

TEST(Wish, TakesEveryFlagAndMakesSymbolsUpperCase) {
  const auto wish = read_wish(read_words({"--seed", "7", "--buy-only", "--exclude", "aaa", "--pin",
                                          "b.de", "--cash", "12.5", "--date", "2026-01-31", "--set",
                                          "risk_profile=aggressive", "--depth", "3"}));
  ASSERT_TRUE(wish) << planner::describe(wish.error());
  EXPECT_EQ(wish->seed, 7U);
  EXPECT_TRUE(wish->buy_only);
  EXPECT_EQ(wish->exclude, Words{"AAA"});
  EXPECT_EQ(wish->pin, Words{"B.DE"});
  EXPECT_EQ(wish->cash, planner::Money::from_units(12.5));
  EXPECT_EQ(wish->planning_date, "2026-01-31");
  const std::vector<messages::SettingOverride> settings = {{"risk_profile", "aggressive"},
                                                           {"max_plan_depth", "3"}};
  EXPECT_EQ(wish->settings, settings);
}

TEST(Wish, PutsFlagsBehindTheFileSoThatTheyWin) {
  const RequestOnDisk file(R"({"settings": {"max_plan_depth": 5}, "seed": 1, "pin": ["x"]})");
  const auto wish = read_wish(
      read_words({"--request", file.path(), "--depth", "2", "--seed", "9", "--pin", "y"}));
  ASSERT_TRUE(wish) << planner::describe(wish.error());
  EXPECT_EQ(wish->settings.front(), (messages::SettingOverride{"max_plan_depth", "5"}));
  EXPECT_EQ(wish->settings.back(), (messages::SettingOverride{"max_plan_depth", "2"}));
  EXPECT_EQ(wish->seed, 9U);
  EXPECT_EQ(wish->pin, (Words{"X", "Y"}));
}

TEST(Wish, PutsWhatIsSetOverAPresetAndAPresetOverTheFile) {
  const RequestOnDisk file(R"({"settings": {"max_plan_depth": 9, "max_price_age_days": 3}})");
  const auto wish = read_wish(
      read_words({"--set", "max_buys=3", "--preset", "conservative", "--request", file.path()}));
  ASSERT_TRUE(wish) << planner::describe(wish.error());
  planner::Settings settings;
  for (const auto& one : wish->settings) {
    ASSERT_TRUE(planner::set_setting(settings, one.key, one.value));
  }
  EXPECT_EQ(settings.max_plan_depth, 2);
  EXPECT_EQ(settings.max_price_age_days, 3);
  EXPECT_EQ(settings.max_buys, 3);
  EXPECT_EQ(settings.max_sells, 2);
}

TEST(Wish, TakesShortNamesOfSettings) {
  const auto wish =
      read_wish(read_words({"--risk", "monte-carlo", "--paths", "200", "--horizon", "20"}));
  ASSERT_TRUE(wish) << planner::describe(wish.error());
  const std::vector<messages::SettingOverride> settings = {
      {"price_scenarios", "monte_carlo"}, {"monte_carlo_paths", "200"}, {"horizon_days", "20"}};
  EXPECT_EQ(wish->settings, settings);
  for (const auto& [flag, value] : std::vector<std::pair<const char*, const char*>>{
           {"--risk", "bold"}, {"--paths", "9"}, {"--paths", "501"}, {"--horizon", "0"}}) {
    const std::string told = refusal_of({flag, value});
    EXPECT_EQ(told.rfind(std::string(flag) + ": '" + value + "' is no value for this setting", 0),
              0U)
        << told;
  }
}

TEST(Wish, TurnsOnTheFrontWithAFlagThatTakesNoValue) {
  const auto wish =
      read_wish(read_words({"--objectives", "--set", "enable_multi_objective=false"}));
  ASSERT_TRUE(wish) << planner::describe(wish.error());
  const std::vector<messages::SettingOverride> settings = {{"enable_multi_objective", "false"},
                                                           {"enable_multi_objective", "true"}};
  EXPECT_EQ(wish->settings, settings);
  EXPECT_THROW(read_words({"--objectives=no"}), boost::program_options::error);
}

TEST(Wish, NamesTheFileAndThePathOfAMistake) {
  const RequestOnDisk file(R"({"settings": {"batch_size": 5}})");
  const std::string told = refusal_of({"--request", file.path()});
  EXPECT_EQ(told.rfind(file.path() + ": settings.batch_size: there is no such setting: ", 0), 0U)
      << told;
  EXPECT_EQ(refusal_of({"--request", "/nowhere"}),
            "/nowhere: this file cannot be read (allowed: a readable file)");
}

TEST(Wish, RefusesEveryBadFlagWithASentence) {
  EXPECT_EQ(refusal_of({"--set", "depth"}),
            "--set: 'depth' sets nothing (allowed: key=value, such as max_plan_depth=3)");
  EXPECT_EQ(refusal_of({"--set", "=3"}).rfind("--set: ", 0), 0U);
  EXPECT_EQ(refusal_of({"--depth", "0"}),
            "--depth: '0' is no value for this setting (allowed: 1 to 10)");
  EXPECT_EQ(refusal_of({"--preset", "bold"}),
            "--preset: 'bold' is no preset (allowed: conservative, balanced or aggressive)");
  EXPECT_EQ(refusal_of({"--set", "max_plan_dept=3"}),
            "max_plan_dept: no setting has this name; did you mean max_plan_depth?");
  for (const char* cash : {"", "x", "-1", "nan", "inf", "1e300", "5 EUR"}) {
    EXPECT_EQ(refusal_of({"--cash", cash}).rfind("--cash: ", 0), 0U) << cash;
  }
  EXPECT_EQ(refusal_of({"--date", "soon"}).rfind("--date: 'soon'", 0), 0U);
}

TEST(Arguments, RefuseUnknownOptionsAndNumbersThatAreNone) {
  for (const Words& words : {Words{"--depht", "3"}, Words{"word"}, Words{"--seed"}}) {
    EXPECT_THROW(read_words(words), boost::program_options::error) << words.front();
  }
  for (const char* seed : {"-1", "1.5", "x", "18446744073709551616"}) {
    EXPECT_THROW((void)read_wish(read_words({std::string("--seed=") + seed})),
                 boost::program_options::error)
        << seed;
  }
}

}  // namespace
}  // namespace ballast::tools
