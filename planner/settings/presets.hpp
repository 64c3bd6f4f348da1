// Presets: values for several settings under one name.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "planner/model/failure.hpp"
#include "planner/settings/settings.hpp"

namespace ballast::planner {

enum class Preset : std::uint8_t { conservative, balanced, aggressive };

template <>
struct ChoiceNames<Preset> {
  static constexpr std::array<std::string_view, 3> names = {"conservative", "balanced",
                                                            "aggressive"};
};

struct SettingText {
  std::string name;
  std::string value;  // as set_setting reads it

  bool operator==(const SettingText&) const = default;
};

/// Returns what the preset sets: every setting that any preset changes; `balanced` holds their
/// defaults.
[[nodiscard]] std::vector<SettingText> settings_of(Preset preset);

/// Reads the name of a preset; another text is refused with what is allowed.
[[nodiscard]] Result<Preset> parse_preset(std::string_view name);

/// Sets all that the preset sets; the other settings stay as they are.
void apply_preset(Settings& settings, Preset preset);

}  // namespace ballast::planner
