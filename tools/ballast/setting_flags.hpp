// The flags that give settings: --preset, --set, and short names for single ones.
#pragma once

#include <string>
#include <vector>

#include "messages/planning.hpp"
#include "planner/model/failure.hpp"
#include "planner/settings/settings.hpp"
#include "tools/ballast/command.hpp"

namespace ballast::tools {

void add_setting_options(Arguments::Description& description);

/// One setting and the flag it comes from.
struct GivenSetting {
  messages::SettingOverride setting;
  std::string flag;  // "--preset conservative", "--set", "--depth"
};

/// Returns the settings that flags give, checked. A later one goes before an earlier one: those of
/// a preset come first. `set_words` are those of --set.
[[nodiscard]] planner::Result<std::vector<GivenSetting>> given_settings(
    const Arguments& arguments, const std::vector<std::string>& set_words);

/// Returns "key" and "value" of a word "key=value" of --set, unchecked.
[[nodiscard]] planner::Result<messages::SettingOverride> split_setting(const std::string& word);

/// Returns a sentence that names the flags which change nothing under the settings that a plan was
/// made with: those of price paths where there are none. Empty if there is no such flag.
[[nodiscard]] std::string idle_flags(const Arguments& arguments, const planner::Settings& settings);

}  // namespace ballast::tools
