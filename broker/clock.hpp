// Time as actors see it: injected, so that tests can turn it by hand.
#pragma once

#include <chrono>
#include <cstdint>

namespace ballast::broker {

/// Time since an arbitrary start; never jumps. Comes from an injected clock.
using Monotonic = std::chrono::nanoseconds;

class Clock {
 public:
  virtual ~Clock() = default;

  [[nodiscard]] virtual Monotonic now() const = 0;
  /// Nanoseconds since 1970, UTC; may jump, so it is for people and for identifiers only.
  [[nodiscard]] virtual std::int64_t wall_ns() const = 0;
};

/// The machine's clocks. May be shared by threads.
class SystemClock final : public Clock {
 public:
  [[nodiscard]] Monotonic now() const override;
  [[nodiscard]] std::int64_t wall_ns() const override;
};

}  // namespace ballast::broker
