// Leaves a service that keeps failing alone for a while: after so many failures in a row nothing is
// asked, then one request tries, and with its success all is as before.
#pragma once

#include <chrono>

#include "broker/clock.hpp"

namespace ballast::actors {

struct BreakerRules {
  int failures = 5;                         // in a row
  std::chrono::milliseconds first{30'000};  // rest; doubles with each trial that fails
  std::chrono::milliseconds longest{900'000};
};

class CircuitBreaker {
 public:
  enum class State : std::uint8_t { closed, open, trying };

  explicit CircuitBreaker(BreakerRules rules) : rules_(rules), rest_(rules.first) {}

  /// Whether a request may go now. The first one after a rest is the trial: until its end no other.
  [[nodiscard]] bool allows(broker::Monotonic now);
  void succeeded();
  void failed(broker::Monotonic now);
  /// The request that was allowed was never sent and says nothing.
  void withdrawn();

  [[nodiscard]] State state() const { return state_; }
  /// When the next trial may be, if the state is open.
  [[nodiscard]] broker::Monotonic rests_until() const { return rests_until_; }

 private:
  BreakerRules rules_;
  State state_ = State::closed;
  int failures_ = 0;
  broker::Monotonic rest_;
  broker::Monotonic rests_until_{};
};

}  // namespace ballast::actors
