#include "actors/trading/next_look.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "actors/trading/wall_time.hpp"

namespace ballast::actors {

void NextLook::wake(std::int64_t at_ms, broker::Outlet& outlet) {
  const std::int64_t wait =
      std::clamp<std::int64_t>(at_ms - wall_ms(clock_), 1, std::max<std::int64_t>(most_ms_, 1));
  const std::chrono::milliseconds delay(wait);
  const broker::Monotonic at = outlet.now() + delay;
  if (wakes_ && *wakes_ <= at) return;
  wakes_ = at;
  outlet.after(delay, [this, at, &outlet] {
    if (wakes_ == at) wakes_.reset();
    look_(outlet);
  });
}

void NextLook::stand_still(const planner::Failure& failure, std::int64_t pause_ms,
                           broker::Outlet& outlet) {
  std::string now = subject_ + planner::describe(failure);
  if (now != told_) outlet.note({broker::Notice::Level::warning, "", now});
  told_ = std::move(now);
  wake(wall_ms(clock_) + pause_ms, outlet);
}

}  // namespace ballast::actors
