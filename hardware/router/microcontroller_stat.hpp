// What the sketch tells of itself: the answer to hw/stat.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "hardware/router/router_message.hpp"

namespace ballast::hardware {

struct MicrocontrollerStat {
  std::uint64_t uptime_ms = 0;        // of its counter of 32 bits, which begins again after 49 days
  std::uint64_t frames = 0;           // pictures that it took
  std::uint64_t refused = 0;          // of another size, or older than what it shows
  std::uint64_t stale_times = 0;      // how often nobody told it anything for five seconds
  std::uint64_t longest_loop_us = 0;  // the longest pass of its loop

  bool operator==(const MicrocontrollerStat&) const = default;
};

/// Returns nothing for what is no such answer.
[[nodiscard]] std::optional<MicrocontrollerStat> stat_of(const Value& value);

/// Whether it began again between two answers, the second `elapsed` after the first.
[[nodiscard]] bool began_again(const MicrocontrollerStat& before, const MicrocontrollerStat& after,
                               std::chrono::milliseconds elapsed);

}  // namespace ballast::hardware
