// A clock that moves only when a test says so. May be shared by threads.
#pragma once

#include <atomic>

#include "broker/clock.hpp"

namespace ballast::broker {

class ManualClock final : public Clock {
 public:
  explicit ManualClock(std::int64_t wall_start_ns = 1'700'000'000'000'000'000)
      : wall_start_ns_(wall_start_ns) {}

  [[nodiscard]] Monotonic now() const override { return Monotonic{elapsed_ns_.load()}; }
  [[nodiscard]] std::int64_t wall_ns() const override {
    return wall_start_ns_.load() + elapsed_ns_.load();
  }

  void advance(Monotonic duration) { elapsed_ns_ += duration.count(); }

  /// Somebody sets the machine's clock; the time that passes stays what it is.
  void set_wall(std::int64_t wall_ns) { wall_start_ns_ = wall_ns - elapsed_ns_.load(); }

 private:
  std::atomic<std::int64_t> wall_start_ns_;
  std::atomic<std::int64_t> elapsed_ns_ = 0;
};

}  // namespace ballast::broker
