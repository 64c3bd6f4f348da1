// Everything that a plan is computed from. Two equal inputs give two equal decisions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "planner/model/date.hpp"
#include "planner/model/security.hpp"

namespace ballast::planner {

enum class Side : std::uint8_t { buy, sell };

struct Position {
  SecurityId security;
  double quantity = 0.0;             // shares, > 0
  double average_price = 0.0;        // per share, in the security's currency; 0: unknown
  std::optional<Date> first_bought;  // first purchase since the position was last flat

  bool operator==(const Position&) const = default;
};

struct CashBalance {
  std::string currency;
  double amount = 0.0;  // may be negative

  bool operator==(const CashBalance&) const = default;
};

struct ExchangeRate {
  std::string currency;
  double per_base = 1.0;  // units of `currency` per one unit of the base currency
  Date date{};

  bool operator==(const ExchangeRate&) const = default;
};

/// The last executed trades of one security, for cooldowns and holding periods.
struct TradeHistory {
  SecurityId security;
  std::optional<Date> last_bought;
  std::optional<Date> last_sold;

  bool operator==(const TradeHistory&) const = default;
};

/// An order that was placed and is not filled; applied to the books before planning.
struct PendingOrder {
  SecurityId security;
  Side side = Side::buy;
  double quantity = 0.0;
  double price = 0.0;  // in the security's currency

  bool operator==(const PendingOrder&) const = default;
};

struct GroupTarget {
  std::string group;
  double weight = 0.0;  // fraction of the total

  bool operator==(const GroupTarget&) const = default;
};

struct GroupMember {
  std::string member;  // a country or an industry
  std::string group;

  bool operator==(const GroupMember&) const = default;
};

struct TargetWeight {
  SecurityId security;
  double weight = 0.0;  // fraction of the total

  bool operator==(const TargetWeight&) const = default;
};

/// How two securities' prices move together: 1 alike, -1 against each other. Pairs that do not are
/// left out.
struct Correlation {
  SecurityId first;  // the smaller id
  SecurityId second;
  double value = 0.0;

  bool operator==(const Correlation&) const = default;
};

struct PlanInputs {
  std::string base_currency = "EUR";
  Date as_of{};
  std::vector<Security> securities;  // ascending id, unique
  std::vector<Position> positions;   // ascending id, unique
  std::vector<CashBalance> cash;
  std::vector<ExchangeRate> rates;
  std::vector<TradeHistory> history;
  std::vector<PendingOrder> pending_orders;
  std::vector<GroupTarget> country_targets;  // in the order they are written
  std::vector<GroupMember> country_groups;
  std::vector<GroupTarget> industry_targets;  // in the order they are written
  std::vector<GroupMember> industry_groups;
  std::vector<TargetWeight> target_weights;  // empty: the heuristic path
  std::vector<Correlation> correlations;     // where settings ask for them; rising, each pair once

  bool operator==(const PlanInputs&) const = default;
};

}  // namespace ballast::planner
