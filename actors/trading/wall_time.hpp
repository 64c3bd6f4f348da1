// The wall clock as orders keep it.
#pragma once

#include <cstdint>

#include "broker/clock.hpp"
#include "planner/model/date.hpp"

namespace ballast::actors {

/// Returns milliseconds since 1970, UTC.
[[nodiscard]] inline std::int64_t wall_ms(const broker::Clock& clock) {
  constexpr std::int64_t ns_per_ms = 1'000'000;
  return clock.wall_ns() / ns_per_ms;
}

/// Returns the day in UTC of milliseconds since 1970.
[[nodiscard]] inline planner::Date day_of_ms(std::int64_t at_ms) {
  return std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(at_ms)));
}

}  // namespace ballast::actors
