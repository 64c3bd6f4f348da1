// What happens next in a world whose clock goes from one event to the next.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <utility>

#include "broker/manual_clock.hpp"
#include "tests/money/model_broker.hpp"

namespace ballast::money {

class Agenda {
 public:
  using Action = std::function<void()>;

  /// `wall_ms` is where time begins, and is kept at what it is; it must outlive this.
  explicit Agenda(std::int64_t& wall_ms) : clock_(wall_ms * ns_per_ms), wall_ms_(wall_ms) {}

  void at_once(Action action) { now_.push_back(std::move(action)); }
  void later(std::chrono::nanoseconds delay, Action action) {
    later_.emplace(clock_.now() + delay, std::move(action));
  }

  /// Does the next thing; false where there is none, or none up to `end`, since the beginning.
  bool step(std::chrono::milliseconds end) {
    if (!now_.empty()) {
      const auto action = std::move(now_.front());
      now_.pop_front();
      action();
      return true;
    }
    if (later_.empty() || later_.begin()->first > end) return false;
    const auto next = later_.begin();
    if (next->first > clock_.now()) clock_.advance(next->first - clock_.now());
    wall_ms_ = clock_.wall_ns() / ns_per_ms;
    const auto action = std::move(next->second);
    later_.erase(next);
    action();
    return true;
  }

  [[nodiscard]] const broker::Clock& clock() const { return clock_; }

 private:
  broker::ManualClock clock_;
  std::int64_t& wall_ms_;
  std::deque<Action> now_;
  std::multimap<broker::Monotonic, Action> later_;
};

}  // namespace ballast::money
