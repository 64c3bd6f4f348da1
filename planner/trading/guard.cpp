#include "planner/trading/guard.hpp"

#include <cmath>

#include "planner/settings/setting_visitors.hpp"
#include "planner/trading/wording.hpp"

namespace ballast::planner::trading {
namespace {

constexpr std::int64_t guarded_day_ms = 86'400'000;

std::optional<Money> worth_in_base(const OutgoingOrder& order) {
  if (order.quantity.count() <= 0 || order.price.count() <= 0 || order.per_base.count() <= 0) {
    return std::nullopt;
  }
  // A limit that is dearer than the last price may be what is paid.
  const auto paid =
      order.limit && order.side == Side::buy ? std::max(*order.limit, order.price) : order.price;
  const auto value = ledger::value_of(order.quantity, paid);
  return value ? ledger::to_base(*value, order.per_base) : std::nullopt;
}

bool is_too_far(const OutgoingOrder& order, double distance) {
  if (!order.limit) return false;
  const auto parts = static_cast<std::int64_t>(std::llround(distance * 1e6));
  const auto room = ledger::scaled(order.price.count(), parts, 1'000'000).value_or(0);
  const std::int64_t worse = order.side == Side::buy ? order.limit->count() - order.price.count()
                                                     : order.price.count() - order.limit->count();
  return worse > room;
}

}  // namespace

std::vector<SettingEntry> list_guard_limits(const GuardLimits& limits) {
  std::vector<SettingEntry> entries;
  describe_guard(SettingLister{entries}, limits);
  return entries;
}

Result<void> set_guard_limit(GuardLimits& limits, std::string_view name, std::string_view value) {
  return set_by_name(name, value, "no limit of the guard has this name", list_guard_limits({}),
                     [&](SettingSetter& setter) { describe_guard(setter, limits); });
}

std::string guarded_against(const OutgoingOrder& order, std::span<const OutgoingOrder> sent,
                            const GuardLimits& limits) {
  const bool buys = order.side == Side::buy;
  if (buys ? !limits.allow_purchases : !limits.allow_sales) {
    return std::string("nothing is ") + (buys ? "bought" : "sold");
  }
  const auto worth = worth_in_base(order);
  if (!worth) return "what the order is worth is not known";
  if (*worth > Money::from_units(limits.max_order_value)) {
    return "the order is worth " + format_money(*worth) + ", more than " +
           format_money(Money::from_units(limits.max_order_value));
  }
  if (is_too_far(order, limits.max_limit_distance)) {
    return "its limit of " + format(*order.limit) + " is more than " +
           percent_text(limits.max_limit_distance) + " worse than " + format(order.price);
  }
  Money day = *worth;
  std::int64_t count = 1;
  for (const OutgoingOrder& other : sent) {
    if (other.id == order.id || other.at_ms <= order.at_ms - guarded_day_ms) continue;
    ++count;
    const auto other_worth = worth_in_base(other);
    if (!other_worth) return "what an order of the day was worth is not known";
    day += *other_worth;
  }
  if (count > limits.max_orders_per_day) {
    return "it would be order " + std::to_string(count) + " in 24 hours, " +
           std::to_string(limits.max_orders_per_day) + " are allowed";
  }
  if (day > Money::from_units(limits.max_day_value)) {
    return "with it the orders of 24 hours are worth " + format_money(day) + ", more than " +
           format_money(Money::from_units(limits.max_day_value));
  }
  return "";
}

}  // namespace ballast::planner::trading
