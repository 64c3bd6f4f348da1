// A recording outlet whose timers fire at their times, as far as the test lets time pass.
#pragma once

#include <algorithm>
#include <functional>
#include <utility>

#include "broker/timers.hpp"
#include "tests/unit/actors/recording_outlet.hpp"

namespace ballast::actors {

class TimedOutlet final : public RecordingOutlet {
 public:
  void after(std::chrono::milliseconds delay, std::function<void()> action) override {
    timers_.add(time + delay, std::move(action));
  }

  void pass(broker::Monotonic duration) {
    const broker::Monotonic end = time + duration;
    while (timers_.next() && *timers_.next() <= end) {
      time = std::max(time, *timers_.next());
      for (const auto& action : timers_.due(time)) action();
    }
    time = end;
  }

 private:
  broker::Timers timers_;
};

}  // namespace ballast::actors
