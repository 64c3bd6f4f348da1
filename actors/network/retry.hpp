// Whether and when to ask again: pauses that double, with some chance in them, and what the server
// itself says about waiting.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "actors/network/http.hpp"
#include "broker/identifiers.hpp"

namespace ballast::actors {

struct RetryRules {
  int tries = 4;                               // with the first
  std::chrono::milliseconds first{1'000};      // pause after the first try; doubles each time
  std::chrono::milliseconds longest{120'000};  // who asks for a longer pause is asked no more
};

/// Returns whether the same request may succeed later: nobody answered, or the answer is 408, 418,
/// 425, 429, 500, 502, 503 or 504. Says nothing about whether repeating is safe.
[[nodiscard]] bool may_pass(const planner::Result<HttpAnswer>& outcome);

/// Returns how long the server asks to be left alone: Retry-After in seconds, else, with nothing
/// remaining or after a 429, X-RateLimit-Reset in seconds since 1970. `wall_ns` is now. What is
/// malformed, past, or over a day is not asked.
[[nodiscard]] std::optional<std::chrono::milliseconds> asked_pause(const HttpAnswer& answer,
                                                                   std::int64_t wall_ns);

/// Returns the pause after so many tries: half of it certain and half chance, so that many do not
/// come back together. REQUIRES: tried >= 1.
[[nodiscard]] std::chrono::milliseconds drawn_pause(const RetryRules& rules, int tried,
                                                    broker::RandomSource& random);

/// Returns the pause before the next try, or nothing when there is to be none: `tried` tries were
/// made, all are used up, the outcome is final, or the server asks for too long. Else
/// drawn_pause, or what the server asks for where that is longer.
[[nodiscard]] std::optional<std::chrono::milliseconds> next_pause(
    const RetryRules& rules, int tried, const planner::Result<HttpAnswer>& outcome,
    std::int64_t wall_ns, broker::RandomSource& random);

}  // namespace ballast::actors
