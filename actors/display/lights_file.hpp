// display.toml: how the lights of a board are used. Everything in it may be left out, and so may
// the file.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "hardware/router/reset_line.hpp"
#include "planner/model/failure.hpp"

namespace ballast::actors {

/// Hours of the board's own time in which its lights are dim, in minutes since midnight.
struct Night {
  int begins = 0;
  int ends = 0;  // before it begins: of the next day

  [[nodiscard]] bool holds(int minute) const {
    return begins <= ends ? minute >= begins && minute < ends : minute >= begins || minute < ends;
  }
  bool operator==(const Night&) const = default;
};

struct LightsFile {
  bool turned = false;                       // the board hangs upside down
  std::optional<Night> night;                // empty: they are never dimmed
  std::optional<hardware::ResetLine> reset;  // empty: the microcontroller is never reset

  bool operator==(const LightsFile&) const = default;
};

/// A failure names `name`, the line, the key and what is allowed.
[[nodiscard]] planner::Result<LightsFile> parse_lights_file(std::string_view text,
                                                            std::string_view name);

/// Reads display.toml of a folder, else the installed one; without either the defaults hold.
[[nodiscard]] planner::Result<LightsFile> load_lights_file(const std::string& folder);

}  // namespace ballast::actors
