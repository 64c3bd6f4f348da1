// When something that goes on by itself looks again, and what it last said of why it stands still.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "broker/behaviour.hpp"
#include "broker/clock.hpp"
#include "planner/model/failure.hpp"

namespace ballast::actors {

class NextLook {
 public:
  using Look = std::function<void(broker::Outlet& outlet)>;

  /// Waits no longer than `most_ms`; `subject` begins what is told of a standstill. The clock must
  /// outlive this.
  NextLook(const broker::Clock& clock, std::int64_t most_ms, std::string subject, Look look)
      : clock_(clock), most_ms_(most_ms), subject_(std::move(subject)), look_(std::move(look)) {}

  /// Looks at that time of the wall clock; of several times the earliest counts.
  void wake(std::int64_t at_ms, broker::Outlet& outlet);

  /// Tells a person, once for each cause in a row, and looks again after `pause_ms`.
  void stand_still(const planner::Failure& failure, std::int64_t pause_ms, broker::Outlet& outlet);
  void go_on() { told_.clear(); }

 private:
  const broker::Clock& clock_;
  std::int64_t most_ms_;
  std::string subject_;
  Look look_;
  std::optional<broker::Monotonic> wakes_;  // the earliest timer
  std::string told_;
};

}  // namespace ballast::actors
