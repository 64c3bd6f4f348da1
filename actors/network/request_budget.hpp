// How often a service may be asked: so many requests at once, and so many a minute after that (a
// token bucket).
#pragma once

#include <cstdint>

#include "broker/clock.hpp"

namespace ballast::actors {

struct BudgetRules {
  std::uint32_t burst = 5;         // requests at once, at least 1
  std::uint32_t per_minute = 150;  // at least 1
};

class RequestBudget {
 public:
  /// Full at first.
  explicit RequestBudget(BudgetRules rules);

  /// Takes one request and returns zero, or takes nothing and returns how long until there is one.
  [[nodiscard]] broker::Monotonic take(broker::Monotonic now);

  /// The service itself says that nothing is left until then.
  void empty_until(broker::Monotonic time);

 private:
  void refill(broker::Monotonic now);

  std::int64_t cost_;  // of one request, in nanoseconds of refilling
  std::int64_t most_;
  std::int64_t level_;
  broker::Monotonic refilled_{};
  broker::Monotonic closed_until_{};
};

}  // namespace ballast::actors
