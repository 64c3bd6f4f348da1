// Time that moves from one thing that happens to the next, in one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <utility>

#include "broker/clock.hpp"

namespace ballast::broker::toy {

class SimulatedTime final : public Clock {
 public:
  [[nodiscard]] Monotonic now() const override { return now_; }
  [[nodiscard]] std::int64_t wall_ns() const override { return start_ns + now_.count(); }

  /// Has `action` done at `when`, or now if that is past. What is due at once is done in the order
  /// of asking.
  void at(Monotonic when, std::function<void()> action) {
    actions_.emplace(std::max(when, now_), std::move(action));
  }
  void in(Monotonic delay, std::function<void()> action) { at(now_ + delay, std::move(action)); }

  /// Goes on to the next thing that happens, if that is before `end`; else to `end`. Returns
  /// whether something happened.
  bool step(Monotonic end) {
    if (actions_.empty() || actions_.begin()->first > end) {
      now_ = std::max(now_, end);
      return false;
    }
    auto next = actions_.extract(actions_.begin());
    now_ = next.key();
    next.mapped()();
    return true;
  }

 private:
  static constexpr std::int64_t start_ns = 1'700'000'000'000'000'000;

  Monotonic now_{};
  std::multimap<Monotonic, std::function<void()>> actions_;
};

}  // namespace ballast::broker::toy
