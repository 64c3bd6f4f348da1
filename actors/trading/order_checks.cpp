#include "actors/trading/order_checks.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

namespace ballast::actors {
namespace {

using messages::OrderCheck;
using messages::OrderReport;
using messages::OrderState;
using messages::TradeOrder;
using planner::Money;
using planner::Security;
using planner::Side;

constexpr double share_tolerance = 1e-9;
constexpr double cash_tolerance = 1e-6;
constexpr double quantity_max = planner::ledger::quantity_max.units();

OrderCheck verdict(std::string name, bool passed, std::string passes, std::string fails) {
  return {std::move(name), passed, passed ? std::move(passes) : std::move(fails)};
}

OrderCheck check_input(const TradeOrder& order) {
  const bool sound = order.step > 0 && !order.symbol.empty() && std::isfinite(order.quantity) &&
                     order.quantity > 0.0 && order.quantity <= quantity_max &&
                     order.fee >= Money{} && order.fee <= Money::from_units(Money::max_units / 2);
  return verdict("input", sound, "",
                 "the step needs a symbol, a quantity above 0 and a fee from 0");
}

OrderCheck check_known(const TradeOrder& order, const Security* security) {
  return verdict(
      "security", security != nullptr && security->active, "",
      fmt::format("{} is no {} security", order.symbol, security == nullptr ? "known" : "active"));
}

OrderCheck check_permission(const TradeOrder& order, const Security* security) {
  const bool buys = order.side == Side::buy;
  const bool allowed = security != nullptr && (buys ? security->allow_buy : security->allow_sell);
  return verdict("permission", allowed, "",
                 fmt::format("{} {} is not allowed", buys ? "buying" : "selling", order.symbol));
}

OrderCheck check_price(const TradeOrder& order, const Security* security) {
  const bool priced = security != nullptr && security->quote && security->quote->price > 0.0;
  return verdict("price", priced,
                 priced ? fmt::format("{:.4f} {} of {}", security->quote->price, security->currency,
                                      planner::format_date(security->quote->date))
                        : "",
                 fmt::format("{} has no price", order.symbol));
}

bool whole_lots(double quantity, int lot) {
  const double lots = quantity / lot;
  return std::abs(lots - std::round(lots)) <= share_tolerance;
}

OrderCheck check_lots(const TradeOrder& order, const Security* security, double held) {
  const int lot = security == nullptr ? 1 : security->min_lot;
  const bool everything =
      order.side == Side::sell && std::abs(order.quantity - held) <= share_tolerance;
  return verdict("lots", everything || whole_lots(order.quantity, lot), "",
                 fmt::format("{:g} is no multiple of the lot of {}", order.quantity, lot));
}

OrderCheck check_position(const TradeOrder& order, double held) {
  const bool enough = order.side == Side::buy || held + share_tolerance >= order.quantity;
  return verdict(
      "position", enough, "",
      fmt::format("{:g} of {} are held, {:g} would be sold", held, order.symbol, order.quantity));
}

}  // namespace

TradingDesk::TradingDesk(const messages::UniverseSnapshot& universe,
                         const messages::PortfolioSnapshot& portfolio, std::vector<TradeOrder> plan,
                         std::set<std::uint32_t> executed)
    : universe_(universe),
      base_currency_(universe.counted_in()),
      plan_(std::move(plan)),
      executed_(std::move(executed)) {
  for (const auto& position : portfolio.positions) {
    quantities_[position.security.value] = position.quantity;
  }
  for (const auto& balance : portfolio.cash) cash_[balance.currency] = balance.amount;
}

TradingDesk::Market TradingDesk::market_of(const std::string& symbol) const {
  const auto security = std::find_if(universe_.securities.begin(), universe_.securities.end(),
                                     [&](const Security& other) { return other.symbol == symbol; });
  if (security == universe_.securities.end()) return {};
  return {&*security, rate_of(security->currency)};
}

double TradingDesk::rate_of(const std::string& currency) const {
  if (currency == base_currency_) return 1.0;
  const auto rate = std::find_if(universe_.rates.begin(), universe_.rates.end(),
                                 [&](const auto& other) { return other.currency == currency; });
  return rate == universe_.rates.end() || rate->per_base <= 0.0 ? 0.0 : rate->per_base;
}

double TradingDesk::held(const Security* security) const {
  if (security == nullptr) return 0.0;
  const auto position = quantities_.find(security->id.value);
  return position == quantities_.end() ? 0.0 : position->second;
}

double TradingDesk::cash_in_base() const {
  double sum = 0.0;
  for (const auto& [currency, amount] : cash_) {
    const double rate = rate_of(currency);
    if (rate > 0.0) sum += amount / rate;
  }
  return sum;
}

OrderCheck TradingDesk::check_step_order(const TradeOrder& order) const {
  for (const TradeOrder& other : plan_) {
    if (other.step >= order.step || other.side != Side::sell || order.side != Side::buy) continue;
    if (executed_.contains(other.step)) continue;
    return verdict(
        "step_order", false, "",
        fmt::format("step {} of the plan, the sale of {}, comes first", other.step, other.symbol));
  }
  return verdict("step_order", true, "", "");
}

OrderCheck TradingDesk::check_cash(const OrderReport& order) const {
  const double needed = order.side == Side::buy ? (order.value + order.fee).units() : 0.0;
  const double there = cash_in_base();
  return verdict(
      "cash", order.side == Side::sell || there + cash_tolerance >= needed, "",
      fmt::format("{:.2f} {} are needed and {:.2f} are there", needed, base_currency_, there));
}

OrderReport TradingDesk::check(const TradeOrder& order) {
  const Market market = market_of(order.symbol);
  OrderReport report;
  report.step = order.step;
  report.symbol = order.symbol;
  report.side = order.side;
  report.quantity = order.quantity;
  report.price = order.price;
  report.currency = order.currency;
  report.value = order.value;
  report.fee = order.fee;
  report.checks = {check_input(order),
                   verdict("not_executed", !executed_.contains(order.step), "",
                           fmt::format("step {} was executed before", order.step)),
                   check_step_order(order),
                   check_known(order, market.security),
                   check_permission(order, market.security),
                   check_price(order, market.security),
                   verdict("rate", market.rate > 0.0, "",
                           fmt::format("no exchange rate for {} is known", order.symbol)),
                   check_lots(order, market.security, held(market.security)),
                   check_position(order, held(market.security))};
  value_at_market(report, market);
  report.checks.push_back(check_cash(report));
  const bool passed = std::all_of(report.checks.begin(), report.checks.end(),
                                  [](const OrderCheck& check) { return check.passed; });
  report.state = passed ? OrderState::checked : OrderState::blocked;
  if (passed) book(report, market);
  return report;
}

void TradingDesk::value_at_market(OrderReport& report, const Market& market) {
  if (market.security == nullptr || !market.security->quote || market.rate <= 0.0) return;
  const double price = market.security->quote->price;
  const double native = report.quantity * price;
  if (!std::isfinite(native) || native > Money::max_units / 2 ||
      native / market.rate > Money::max_units / 2) {
    report.checks.front() = verdict("input", false, "", "the value of the step is too large");
    return;
  }
  report.price = price;
  report.currency = market.security->currency;
  report.value = Money::from_units(native / market.rate);
}

void TradingDesk::book(const OrderReport& order, const Market& market) {
  const double sign = order.side == Side::buy ? 1.0 : -1.0;
  quantities_[market.security->id.value] += sign * order.quantity;
  cash_[base_currency_] -= sign * order.value.units() + order.fee.units();
  executed_.insert(order.step);
}

messages::ApplyFill TradingDesk::fill_of(const OrderReport& order) const {
  const Market market = market_of(order.symbol);
  messages::ApplyFill fill;
  fill.fill_id = order.order_id;
  fill.order_id = order.order_id;
  fill.symbol = order.symbol;
  fill.side = order.side;
  fill.quantity = order.quantity;
  fill.price = order.price;
  fill.currency = order.currency;
  fill.fee = order.fee.units();
  fill.base_currency = base_currency_;
  if (market.security == nullptr) return fill;
  fill.security = market.security->id;
  fill.rate = market.rate;
  if (market.security->quote) fill.executed = market.security->quote->date;
  return fill;
}

}  // namespace ballast::actors
