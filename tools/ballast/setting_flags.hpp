// The flags that give settings: --preset, --set, and short names for single ones.
#pragma once

#include <string>
#include <vector>

#include "messages/planning.hpp"
#include "planner/model/failure.hpp"
#include "tools/ballast/command.hpp"

namespace ballast::tools {

void add_setting_options(Arguments::Description& description);

/// One setting and the flag it comes from.
struct GivenSetting {
  messages::SettingOverride setting;
  std::string flag;  // "--preset conservative", "--set", "--depth"
};

/// Returns the settings that flags give, checked. A later one goes before an earlier one: those of
/// a preset come first.
[[nodiscard]] planner::Result<std::vector<GivenSetting>> given_settings(const Arguments& arguments);

}  // namespace ballast::tools
