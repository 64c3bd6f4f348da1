// The last look at an order before it leaves: limits from a file of their own, by code that knows
// nothing of plans, checks or books.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "planner/ledger/billionths.hpp"
#include "planner/model/failure.hpp"
#include "planner/model/plan_inputs.hpp"
#include "planner/settings/setting_table.hpp"

namespace ballast::planner::trading {

struct GuardLimits {
  double max_order_value = 25'000.0;
  double max_day_value = 50'000.0;
  std::int64_t max_orders_per_day = 20;
  double max_limit_distance = 0.05;
  bool allow_purchases = true;
  bool allow_sales = true;

  bool operator==(const GuardLimits&) const = default;
};

/// As `describe` of planner/settings/settings.hpp.
template <class Visitor, class LimitsType>
constexpr void describe_guard(Visitor&& visit, LimitsType& l) {
  visit("max_order_value", l.max_order_value, "base currency", 0.0, 1e9, "largest order");
  visit("max_day_value", l.max_day_value, "base currency", 0.0, 1e9,
        "largest value of all orders of 24 hours");
  visit("max_orders_per_day", l.max_orders_per_day, "orders", 0, 1000, "most orders in 24 hours");
  visit("max_limit_distance", l.max_limit_distance, "fraction", 0.0, 1.0,
        "farthest that a limit price may be worse than what is offered");
  visit("allow_purchases", l.allow_purchases, "whether anything is bought");
  visit("allow_sales", l.allow_sales, "whether anything is sold");
}

/// Returns every limit with its value, in table order.
[[nodiscard]] std::vector<SettingEntry> list_guard_limits(const GuardLimits& limits);

/// Sets one limit from text; as set_setting.
[[nodiscard]] Result<void> set_guard_limit(GuardLimits& limits, std::string_view name,
                                           std::string_view value);

/// An order that is about to leave, and those that left.
struct OutgoingOrder {
  std::string id;
  Side side = Side::buy;
  ledger::Quantity quantity;
  ledger::Price price;                 // that is offered: see offer.hpp
  std::optional<ledger::Price> limit;  // empty: market order
  ledger::Rate per_base;               // of the price's currency
  std::int64_t at_ms = 0;              // since 1970
  int times = 1;                       // how often it left, under its id

  bool operator==(const OutgoingOrder&) const = default;
};

/// Returns why an order may not leave; empty: it may. `sent` are orders that left before; the order
/// itself does not count among them, since it may be sent again under its id.
[[nodiscard]] std::string guarded_against(const OutgoingOrder& order,
                                          std::span<const OutgoingOrder> sent,
                                          const GuardLimits& limits);

}  // namespace ballast::planner::trading
