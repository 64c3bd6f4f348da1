// Times as the person before the screen reads them.
#pragma once

#include <cstdint>
#include <string>

#include <fmt/chrono.h>

namespace ballast::tools {

/// "2026-11-22 14:30", in the zone of this machine, of milliseconds since 1970.
[[nodiscard]] inline std::string local_minute(std::int64_t at_ms) {
  return fmt::format("{:%Y-%m-%d %H:%M}", fmt::localtime(static_cast<std::time_t>(at_ms / 1000)));
}

/// "2026-11-22 14:30:05"
[[nodiscard]] inline std::string local_second(std::int64_t at_ms) {
  return fmt::format("{:%Y-%m-%d %H:%M:%S}",
                     fmt::localtime(static_cast<std::time_t>(at_ms / 1000)));
}

}  // namespace ballast::tools
