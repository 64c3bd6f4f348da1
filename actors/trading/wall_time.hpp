// The wall clock as orders keep it.
#pragma once

#include <cstdint>

#include "broker/clock.hpp"

namespace ballast::actors {

/// Returns milliseconds since 1970, UTC.
[[nodiscard]] inline std::int64_t wall_ms(const broker::Clock& clock) {
  constexpr std::int64_t ns_per_ms = 1'000'000;
  return clock.wall_ns() / ns_per_ms;
}

}  // namespace ballast::actors
