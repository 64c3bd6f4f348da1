// Reading and listing settings by name, made from the one table in settings.hpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "planner/model/failure.hpp"
#include "planner/settings/nearest_name.hpp"
#include "planner/settings/settings.hpp"

namespace ballast::planner {

struct SettingEntry {
  std::string name;
  std::string meaning;
  std::string unit;     // empty for a switch, a choice or a set of names
  std::string value;    // as it would be written in a file
  std::string allowed;  // "1 to 10", "true or false", "balanced, conservative or aggressive"
};

/// Returns every setting with its value in `settings`, in table order.
[[nodiscard]] std::vector<SettingEntry> list_settings(const Settings& settings);

/// Sets one setting from text ("7", "0.25", "true", "aggressive",
/// "-0.1,0,0.1", "all"). An unknown name is refused with
/// the nearest known one, a value of the wrong form or range with what is allowed; `settings` is
/// then unchanged.
[[nodiscard]] Result<void> set_setting(Settings& settings, std::string_view name,
                                       std::string_view value);

/// Returns why a setting that other planners have cannot be here, if it is one of those.
[[nodiscard]] std::optional<Failure> absent_setting(std::string_view name);

/// Returns the first setting that is out of range as a failure, if any is.
[[nodiscard]] Result<void> check_settings(const Settings& settings);

}  // namespace ballast::planner
