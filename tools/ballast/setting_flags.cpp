#include "tools/ballast/setting_flags.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "planner/settings/presets.hpp"
#include "planner/settings/setting_table.hpp"

namespace ballast::tools {
namespace {

namespace options = boost::program_options;
using planner::Failure;
using planner::FailureKind;
using planner::Result;

struct ShortName {
  const char* flag;
  const char* setting;
  const char* help;
};

/// Flags that turn a switch on; they take no value.
constexpr std::array<ShortName, 1> switches{{
    {"objectives", "enable_multi_objective",
     "also the front: plans that are better in score, diversification, risk or cost"},
}};

constexpr std::array<ShortName, 4> short_names{{
    {"depth", "max_plan_depth", "most trades in the plan"},
    {"risk", "price_scenarios", "stochastic or monte-carlo: a plan that holds up when prices move"},
    {"paths", "monte_carlo_paths", "ways in which prices move, with --risk monte-carlo"},
    {"horizon", "horizon_days", "trading days ahead, with --risk monte-carlo"},
}};

/// People write monte-carlo, settings monte_carlo; numbers keep their sign.
std::string with_underscores(std::string_view value) {
  std::string text(value);
  if (!value.starts_with('-')) std::replace(text.begin(), text.end(), '-', '_');
  return text;
}

/// The coordinator checks again, with its own file's settings.
Result<GivenSetting> checked(std::string key, std::string value, std::string flag) {
  planner::Settings scratch;
  if (auto set = planner::set_setting(scratch, key, value); !set) {
    return tl::unexpected(set.error());
  }
  return GivenSetting{{std::move(key), std::move(value)}, std::move(flag)};
}

Result<GivenSetting> of_word(const std::string& word) {
  auto parts = split_setting(word);
  if (!parts) return tl::unexpected(parts.error());
  return checked(std::move(parts->key), std::move(parts->value), "--set");
}

Result<GivenSetting> of_short_name(const ShortName& name, std::string_view value) {
  const std::string flag = std::string("--") + name.flag;
  auto setting = checked(name.setting, with_underscores(value), flag);
  if (!setting) setting.error().where = flag;
  return setting;
}

Result<std::vector<GivenSetting>> of_preset(const std::string& name) {
  const auto preset = planner::parse_preset(name);
  if (!preset) {
    Failure failure = preset.error();
    failure.where = "--preset";
    return tl::unexpected(failure);
  }
  std::vector<GivenSetting> given;
  for (planner::SettingText& text : planner::settings_of(*preset)) {
    given.push_back({{std::move(text.name), std::move(text.value)}, "--preset " + name});
  }
  return given;
}

}  // namespace

void add_setting_options(Arguments::Description& description) {
  description.add_options()("preset", options::value<std::string>(),
                            "conservative, balanced or aggressive: several settings at once")(
      "set", options::value<std::vector<std::string>>(),
      "key=value: one setting, may be repeated; see `ballast settings`");
  for (const ShortName& name : short_names) {
    description.add_options()(name.flag, options::value<std::string>(), name.help);
  }
  for (const ShortName& name : switches) description.add_options()(name.flag, name.help);
}

Result<messages::SettingOverride> split_setting(const std::string& word) {
  const std::size_t mark = word.find('=');
  if (mark == std::string::npos || mark == 0) {
    return tl::unexpected(Failure{FailureKind::invalid, "'" + word + "' sets nothing", "--set",
                                  "key=value, such as max_plan_depth=3"});
  }
  return messages::SettingOverride{word.substr(0, mark), word.substr(mark + 1)};
}

Result<std::vector<GivenSetting>> given_settings(const Arguments& arguments,
                                                 const std::vector<std::string>& set_words) {
  std::vector<GivenSetting> given;
  if (const auto name = arguments.get<std::string>("preset")) {
    auto preset = of_preset(*name);
    if (!preset) return preset;
    given = std::move(*preset);
  }
  for (const std::string& word : set_words) {
    auto setting = of_word(word);
    if (!setting) return tl::unexpected(setting.error());
    given.push_back(std::move(*setting));
  }
  for (const ShortName& name : short_names) {
    const auto value = arguments.get<std::string>(name.flag);
    if (!value) continue;
    auto setting = of_short_name(name, *value);
    if (!setting) return tl::unexpected(setting.error());
    given.push_back(std::move(*setting));
  }
  for (const ShortName& name : switches) {
    if (!arguments.has(name.flag)) continue;
    given.push_back({{name.setting, "true"}, std::string("--") + name.flag});
  }
  return given;
}

std::string idle_flags(const Arguments& arguments, const planner::Settings& settings) {
  if (settings.price_scenarios == planner::PriceScenarios::monte_carlo) return {};
  std::string idle;
  for (const char* flag : {"paths", "horizon"}) {
    if (!arguments.get<std::string>(flag)) continue;
    idle += (idle.empty() ? "--" : " and --") + std::string(flag);
  }
  if (idle.empty()) return {};
  return idle + " changed nothing: this plan has no price paths; add --risk monte-carlo";
}

}  // namespace ballast::tools
