#include "planner/plan/input_checks.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "planner/opportunities/account.hpp"
#include "planner/opportunities/wording.hpp"
#include "planner/plan/correlation_checks.hpp"
#include "planner/plan/group_checks.hpp"
#include "planner/settings/setting_table.hpp"

namespace ballast::planner {
namespace {

using Fault = std::optional<Failure>;

constexpr double highest_amount = 1e11;
constexpr double highest_price = 1e9;
constexpr double highest_quantity = 1e12;
constexpr double highest_rate = 1e9;
constexpr double highest_metric = 1e6;
constexpr double highest_multiplier = 1e3;
constexpr Date first_day{std::chrono::days{-25'567}};
constexpr Date last_day{std::chrono::days{84'006}};

Fault fault(std::string what, std::string where, std::string allowed) {
  return Failure{FailureKind::invalid, std::move(what), std::move(where), std::move(allowed)};
}

bool between(double x, double low, double high) {
  return std::isfinite(x) && x >= low && x <= high;
}

bool above_zero(double x, double high) {
  return between(x, 0.0, high) && x > 0.0;
}

bool is_day(const std::optional<Date>& date) {
  return !date || (*date >= first_day && *date <= last_day);
}

Fault check_metrics(const Security& security, const std::string& where) {
  const Metrics& m = security.metrics;
  for (const auto& metric :
       {m.cagr_1y, m.cagr_3y, m.cagr_5y, m.cagr_10y, m.dividend_yield, m.consistency_score,
        m.financial_strength, m.dividend_consistency, m.payout_ratio, m.sortino,
        m.volatility_annual, m.max_drawdown, m.sharpe, m.distance_200d}) {
    if (metric && !between(*metric, -highest_metric, highest_metric)) {
      return fault("a metric is not finite or too large", where, "-1e6 to 1e6");
    }
  }
  return {};
}

Fault check_security(const Security& security) {
  const std::string where = "security " + security.symbol;
  if (security.symbol.empty()) return fault("a security has no symbol", "securities", "a symbol");
  if (security.currency.empty()) return fault("the currency is missing", where, "an ISO 4217 code");
  if (security.quote && !above_zero(security.quote->price, highest_price)) {
    return fault("the price is not positive and finite", where, "above 0 and at most 1e9");
  }
  if (security.quote && !is_day(security.quote->date)) {
    return fault("the day of the price is out of range", where, "1900 to 2199");
  }
  if (security.min_lot < 1) return fault("the lot is below 1", where, "1 or more");
  if (!above_zero(security.priority_multiplier, highest_multiplier)) {
    return fault("the priority multiplier is out of range", where, "above 0 and at most 1000");
  }
  if (security.quality && !between(*security.quality, 0.0, 1.0)) {
    return fault("the quality is out of range", where, "0 to 1");
  }
  return check_metrics(security, where);
}

Fault check_securities(const PlanInputs& inputs) {
  std::set<std::string> symbols;
  std::set<std::string> isins;
  const Security* previous = nullptr;
  for (const Security& security : inputs.securities) {
    if (auto found = check_security(security)) return found;
    if (!symbols.insert(security.symbol).second) {
      return fault("the symbol " + security.symbol + " stands twice", "securities",
                   "each symbol once");
    }
    if (!security.isin.empty() && !isins.insert(security.isin).second) {
      return fault("the ISIN " + security.isin + " stands twice", "securities", "each ISIN once");
    }
    if (previous != nullptr && !(previous->id < security.id)) {
      return fault(security.symbol + " is out of order or its id stands twice", "securities",
                   "rising ids");
    }
    previous = &security;
  }
  return {};
}

std::string name_of(const PlanInputs& inputs, SecurityId id) {
  const auto index = index_of_security(inputs, id);
  return index ? inputs.securities[*index].symbol : "security " + std::to_string(id.value);
}

Fault check_known(const PlanInputs& inputs, SecurityId id, const std::string& where) {
  if (index_of_security(inputs, id)) return {};
  return fault(name_of(inputs, id) + " is not among the securities", where, "a known security");
}

Fault check_position(const PlanInputs& inputs, const Position& position) {
  const std::string where = "position in " + name_of(inputs, position.security);
  if (auto found = check_known(inputs, position.security, "positions")) return found;
  if (!above_zero(position.quantity, highest_quantity)) {
    return fault("the quantity is not positive and finite", where, "above 0 and at most 1e12");
  }
  if (!between(position.average_price, 0.0, highest_price)) {
    return fault("the average price is negative, not finite or too large", where, "0 to 1e9");
  }
  if (!is_day(position.first_bought)) {
    return fault("the day of purchase is out of range", where, "1900 to 2199");
  }
  return {};
}

Fault check_positions(const PlanInputs& inputs) {
  const Position* previous = nullptr;
  for (const Position& position : inputs.positions) {
    if (auto found = check_position(inputs, position)) return found;
    if (previous != nullptr && !(previous->security < position.security)) {
      return fault(
          "the position in " + name_of(inputs, position.security) + " stands twice or out of order",
          "positions", "rising ids");
    }
    previous = &position;
  }
  return {};
}

Fault check_rates(const PlanInputs& inputs) {
  std::set<std::string> currencies;
  for (const ExchangeRate& rate : inputs.rates) {
    const std::string where = "exchange rate of " + rate.currency;
    if (!above_zero(rate.per_base, highest_rate)) {
      return fault("the rate is not positive and finite", where, "above 0 and at most 1e9");
    }
    if (!is_day(rate.date)) return fault("the day is out of range", where, "1900 to 2199");
    if (!currencies.insert(rate.currency).second) {
      return fault("the rate stands twice", where, "each currency once");
    }
  }
  return {};
}

Fault check_orders(const PlanInputs& inputs) {
  for (const PendingOrder& order : inputs.pending_orders) {
    const std::string where = "pending order in " + name_of(inputs, order.security);
    if (!between(order.quantity, -highest_quantity, highest_quantity) ||
        !between(order.price, -highest_price, highest_price)) {
      return fault("the quantity or the price is not finite or too large", where,
                   "up to 1e12 shares and a price of 1e9");
    }
  }
  return {};
}

Fault check_history(const PlanInputs& inputs) {
  std::set<SecurityId> seen;
  for (const TradeHistory& one : inputs.history) {
    if (auto found = check_known(inputs, one.security, "history")) return found;
    const std::string where = "history of " + name_of(inputs, one.security);
    if (!is_day(one.last_bought) || !is_day(one.last_sold)) {
      return fault("a day is out of range", where, "1900 to 2199");
    }
    if (!seen.insert(one.security).second) {
      return fault("the security stands twice", where, "each security once");
    }
  }
  return {};
}

double in_base(const PlanInputs& inputs, double amount, const std::string& currency) {
  return amount / rate_of(inputs, currency).value_or(1.0);
}

Fault check_amounts(const PlanInputs& inputs) {
  double sum = 0.0;
  for (const CashBalance& balance : inputs.cash) {
    if (!between(balance.amount, -highest_amount, highest_amount)) {
      return fault("the amount is not finite or too large", "cash in " + balance.currency,
                   "-1e11 to 1e11");
    }
    sum += std::fabs(in_base(inputs, balance.amount, balance.currency));
  }
  const auto add = [&](SecurityId id, double quantity, double price) {
    const auto index = index_of_security(inputs, id);
    if (!index) return;
    const Security& security = inputs.securities[*index];
    sum += std::fabs(in_base(inputs, quantity * price, security.currency));
    if (security.quote) {
      sum += std::fabs(in_base(inputs, quantity * security.quote->price, security.currency));
    }
  };
  for (const Position& one : inputs.positions) add(one.security, one.quantity, one.average_price);
  for (const PendingOrder& one : inputs.pending_orders) add(one.security, one.quantity, one.price);
  if (between(sum, 0.0, highest_amount)) return {};
  return fault("everything owned adds up to more than can be planned with", "positions and cash",
               "at most 1e11 in the base currency");
}

Fault check_target_weights(const PlanInputs& inputs) {
  std::set<SecurityId> seen;
  double sum = 0.0;
  for (const TargetWeight& target : inputs.target_weights) {
    if (auto found = check_known(inputs, target.security, "target_weights")) return found;
    const std::string name = name_of(inputs, target.security);
    if (!between(target.weight, 0.0, 1.0)) {
      return fault("the weight of " + name + " is out of range", "target_weights", "0 to 1");
    }
    if (!seen.insert(target.security).second) {
      return fault("the weight of " + name + " stands twice", "target_weights",
                   "each security once");
    }
    sum += target.weight;
  }
  if (sum <= 1.0 + target_sum_tolerance) return {};
  return fault("the weights add up to " + decimal_text(sum, 4), "target_weights",
               "weights that add up to at most 1");
}

Fault check_day(const PlanInputs& inputs) {
  if (inputs.base_currency.empty()) {
    return fault("the base currency is missing", "base_currency", "an ISO 4217 code");
  }
  if (is_day(inputs.as_of)) return {};
  return fault("the day to plan for is out of range", "as_of", "1900 to 2199");
}

Fault check_symbols(const PlanInputs& inputs, const std::vector<std::string>& symbols,
                    const std::string& where) {
  std::set<std::string> seen;
  for (const std::string& symbol : symbols) {
    const bool known = std::any_of(inputs.securities.begin(), inputs.securities.end(),
                                   [&](const Security& one) { return one.symbol == symbol; });
    if (!known) {
      return fault("\"" + symbol + "\" is no known security", where,
                   "the symbol of an imported security");
    }
    if (!seen.insert(symbol).second) {
      return fault(symbol + " is named twice", where, "each symbol once");
    }
  }
  return {};
}

}  // namespace

Result<void> check_inputs(const PlanInputs& inputs) {
  for (const auto check :
       {check_day, check_securities, check_positions, check_rates, check_orders, check_history,
        check_amounts, find_group_fault, check_target_weights, check_correlations}) {
    if (auto found = check(inputs)) return tl::make_unexpected(std::move(*found));
  }
  return {};
}

Result<void> check_request(const PlanRequest& request, const PlanInputs& inputs) {
  if (auto settings = check_settings(request.settings); !settings) return settings;
  if (auto found = check_symbols(inputs, request.exclude, "exclude")) {
    return tl::make_unexpected(std::move(*found));
  }
  if (auto found = check_symbols(inputs, request.pin, "pin")) {
    return tl::make_unexpected(std::move(*found));
  }
  for (const std::string& symbol : request.pin) {
    if (std::find(request.exclude.begin(), request.exclude.end(), symbol) !=
        request.exclude.end()) {
      return tl::make_unexpected(
          *fault(symbol + " is both pinned and excluded", "pin", "one of the two"));
    }
  }
  if (request.cash && !between(request.cash->units(), -highest_amount, highest_amount)) {
    return tl::make_unexpected(*fault("the amount is too large", "cash", "-1e11 to 1e11"));
  }
  return {};
}

}  // namespace ballast::planner
