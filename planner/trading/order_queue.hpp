// Steps of plans that wait for their time: which of them is to be tried next, and when.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace ballast::planner::trading {

struct QueuedStep {
  std::int64_t number = 0;  // in the order of queueing
  std::int64_t queued_ms = 0;
  std::int64_t tried_ms = 0;              // when the checks were asked last
  std::optional<std::int64_t> may_go_ms;  // as they said then; empty: they could not say

  bool operator==(const QueuedStep&) const = default;
};

struct QueueRules {
  std::int64_t lasts_ms = 7 * std::int64_t{86'400'000};  // then it is dropped
  std::int64_t again_ms = 300'000;                       // where the checks cannot say when
  std::int64_t least_ms = 60'000;                        // between two tries of one step
  std::int64_t refusals_max = 3;                         // by the broker; then it is dropped
};

struct NextQueued {
  std::int64_t number = 0;
  std::int64_t at_ms = 0;
  bool drop = false;  // it waited for too long

  bool operator==(const NextQueued&) const = default;
};

/// Returns the step that comes next: one that waited for too long, else the one that may go
/// soonest, of equals the one that was queued first. Nothing of an empty queue.
[[nodiscard]] std::optional<NextQueued> next_queued(std::span<const QueuedStep> queue,
                                                    std::int64_t now_ms,
                                                    const QueueRules& rules = {});

}  // namespace ballast::planner::trading
