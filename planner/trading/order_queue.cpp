#include "planner/trading/order_queue.hpp"

#include <algorithm>

namespace ballast::planner::trading {

std::optional<NextQueued> next_queued(std::span<const QueuedStep> queue, std::int64_t now_ms,
                                      const QueueRules& rules) {
  std::optional<NextQueued> out;
  for (const QueuedStep& step : queue) {
    if (now_ms - step.queued_ms > rules.lasts_ms) return NextQueued{step.number, now_ms, true};
    const std::int64_t at = std::max(step.may_go_ms.value_or(step.tried_ms + rules.again_ms),
                                     step.tried_ms + rules.least_ms);
    if (!out || at < out->at_ms) out = NextQueued{step.number, at, false};
  }
  return out;
}

}  // namespace ballast::planner::trading
