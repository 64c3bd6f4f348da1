#include "actors/network/request_budget.hpp"

#include <algorithm>

namespace ballast::actors {
namespace {

constexpr std::int64_t minute_ns = 60'000'000'000;

}  // namespace

RequestBudget::RequestBudget(BudgetRules rules)
    : cost_(minute_ns / std::max<std::int64_t>(rules.per_minute, 1)),
      most_(cost_ * std::max<std::int64_t>(rules.burst, 1)),
      level_(most_) {}

void RequestBudget::refill(broker::Monotonic now) {
  const broker::Monotonic from = std::max(refilled_, closed_until_);
  if (now <= from) return;
  level_ = std::min(most_, level_ + std::min<std::int64_t>((now - from).count(), most_));
  refilled_ = now;
}

broker::Monotonic RequestBudget::take(broker::Monotonic now) {
  refill(now);
  if (now < closed_until_) return closed_until_ - now;
  if (level_ < cost_) return broker::Monotonic(cost_ - level_);
  level_ -= cost_;
  return broker::Monotonic(0);
}

void RequestBudget::empty_until(broker::Monotonic time) {
  closed_until_ = std::max(closed_until_, time);
  level_ = cost_;  // one may go then, to see
}

}  // namespace ballast::actors
