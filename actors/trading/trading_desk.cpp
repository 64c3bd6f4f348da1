#include "actors/trading/trading_desk.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "actors/trading/wall_time.hpp"
#include "planner/trading/checks.hpp"
#include "planner/trading/offer.hpp"

namespace ballast::actors {
namespace {

using messages::OrderReport;
using messages::OrderState;
using messages::TradeOrder;
using planner::Money;
using planner::Security;
using planner::Side;
using planner::ledger::Price;
using planner::ledger::Quantity;
using planner::ledger::Rate;
using planner::trading::CheckFacts;

std::optional<Money> money_of(double units) {
  if (!std::isfinite(units) || std::abs(units) > Money::max_units) return std::nullopt;
  return Money::from_units(units);
}

template <class Number>
std::optional<Number> above_zero(std::optional<Number> number) {
  return number && *number > Number{} ? number : std::nullopt;
}

/// A limit that is no price is told as 0, which the checks refuse.
std::optional<Price> limit_told(const TradeOrder& order) {
  if (!order.limit) return std::nullopt;
  return Price::nearest(*order.limit).value_or(Price{});
}

std::optional<Money> positive_fee(Money fee) {
  const bool sound = fee >= Money{} && fee <= Money::from_units(Money::max_units / 2);
  return sound ? std::optional(fee) : std::nullopt;
}

}  // namespace

TradingDesk::TradingDesk(DeskView view)
    : view_(std::move(view)), base_currency_(view_.universe.counted_in()) {
  for (const auto& rate : view_.universe.rates) {
    if (const auto per_base = above_zero(Rate::nearest(rate.per_base))) {
      rates_.insert_or_assign(rate.currency, *per_base);
    }
  }
  for (const auto& position : view_.portfolio.positions) {
    quantities_[position.security] = Quantity::nearest(position.quantity).value_or(Quantity{});
  }
  for (const auto& balance : view_.portfolio.cash) {
    cash_[balance.currency] = money_of(balance.amount).value_or(Money{});
  }
}

const Security* TradingDesk::find_security(const std::string& symbol) const {
  const auto& all = view_.universe.securities;
  const auto at = std::find_if(all.begin(), all.end(),
                               [&](const Security& other) { return other.symbol == symbol; });
  return at == all.end() ? nullptr : &*at;
}

std::optional<Rate> TradingDesk::rate_of(const std::string& currency) const {
  if (currency == base_currency_) return Rate::whole(1);
  const auto at = rates_.find(currency);
  if (at == rates_.end()) return std::nullopt;
  return at->second;
}

std::optional<Money> TradingDesk::worth(const Security& security) const {
  const auto held = quantities_.find(security.id);
  if (held == quantities_.end()) return Money{};
  const auto rate = rate_of(security.currency);
  const auto price = security.quote ? Price::nearest(security.quote->price) : std::nullopt;
  const auto value = price ? planner::ledger::value_of(held->second, *price) : std::nullopt;
  if (!rate || !value) return std::nullopt;
  return planner::ledger::to_base(*value, *rate);
}

Money TradingDesk::total() const {
  Money sum;
  // What has no price counts nothing: limits are shares of the total and only become narrower.
  for (const Security& each : view_.universe.securities) sum += worth(each).value_or(Money{});
  for (const auto& [currency, amount] : cash_) {
    const auto rate = rate_of(currency);
    if (rate) sum += planner::ledger::to_base(amount, *rate).value_or(Money{});
  }
  return sum;
}

std::string TradingDesk::unvalued() const {
  for (const auto& [id, quantity] : quantities_) {
    const auto& all = view_.universe.securities;
    const auto at = std::find_if(all.begin(), all.end(),
                                 [held = id](const Security& other) { return other.id == held; });
    if (quantity == Quantity{}) continue;
    if (at == all.end()) return "security " + std::to_string(id.value);
    if (!worth(*at)) return at->symbol;
  }
  for (const auto& [currency, amount] : cash_) {
    if (amount != Money{} && !rate_of(currency)) return currency;
  }
  return "";
}

planner::trading::Standing TradingDesk::standing() const {
  planner::trading::Standing out{view_.today, total(), {}};
  out.profit = out.value;
  for (const auto& balance : view_.portfolio.put_in) {
    const auto rate = rate_of(balance.currency);
    const auto amount = money_of(balance.amount);
    if (!rate || !amount) continue;
    out.profit -= planner::ledger::to_base(*amount, *rate).value_or(Money{});
  }
  return out;
}

planner::trading::EmergencyFacts TradingDesk::emergency_facts() const {
  planner::trading::EmergencyFacts out;
  out.base_currency = base_currency_;
  out.cash = cash_;
  out.rates = rates_;
  for (const Security& each : view_.universe.securities) {
    const auto held = quantities_.find(each.id);
    const auto price = each.quote ? Price::nearest(each.quote->price) : std::nullopt;
    if (held == quantities_.end() || held->second <= Quantity{} || !price) continue;
    const bool may_be_sold = each.active && each.allow_sell;
    out.holdings.push_back(
        {each.symbol, each.currency, held->second, *price, each.min_lot, may_be_sold});
  }
  out.keep = planner::trading::part_of(Money::from_units(1), view_.settings.currency_reserve);
  out.fee = money_of(view_.planner.transaction_cost_fixed).value_or(Money{});
  out.fee_share = view_.planner.transaction_cost_percent;
  return out;
}

planner::trading::MarketFacts TradingDesk::market_of(const std::string& symbol) const {
  planner::trading::MarketFacts out;
  out.past = view_.past;
  const auto listing = std::find_if(view_.listings.listings.begin(), view_.listings.listings.end(),
                                    [&](const auto& other) { return other.symbol == symbol; });
  if (listing != view_.listings.listings.end()) {
    if (listing->year_high) out.year_high = above_zero(Price::nearest(*listing->year_high));
    if (view_.session) out.session = view_.session(listing->exchange);
    if (listing->quote) out.quote = planner::trading::quote_fact(*listing->quote, view_.now_ms);
    if (listing->tick) out.tick = above_zero(Price::nearest(*listing->tick));
  }
  const Security* const security = find_security(symbol);
  if (security == nullptr) return out;
  out.security = *security;
  out.rate = rate_of(security->currency);
  if (security->quote) {
    out.price = above_zero(Price::nearest(security->quote->price));
    out.priced = security->quote->date;
  }
  return out;
}

planner::trading::BookFacts TradingDesk::books_of(const Security* security) const {
  planner::trading::BookFacts out;
  out.base_currency = base_currency_;
  out.cash = cash_;
  out.rates = rates_;
  out.age_ms = view_.books_age_ms;
  out.unsettled = view_.unsettled;
  out.differs = security != nullptr && view_.differs && view_.differs(security->symbol);
  if (security != nullptr) {
    const auto at = view_.unanswered.find(security->symbol);
    if (at != view_.unanswered.end()) out.unanswered = at->second;
  }
  Money in_country;
  for (const Security& each : view_.universe.securities) {
    // Funds have no country, and count to none.
    if (security == nullptr || security->country.empty()) break;
    if (each.country == security->country) in_country += worth(each).value_or(Money{});
  }
  const Money all = total();
  if (all > Money{}) out.total = all;
  out.in_country = in_country;
  if (security == nullptr) return out;
  const auto held = quantities_.find(security->id);
  if (held != quantities_.end()) out.held = held->second;
  for (const auto& position : view_.portfolio.positions) {
    if (position.security == security->id) out.held_since = position.first_bought;
  }
  return out;
}

planner::trading::HistoryFacts TradingDesk::history_of(const Security* security) const {
  planner::trading::HistoryFacts out;
  out.week = view_.week;
  out.own_open = view_.own_open;
  out.broker_open = view_.broker_open;
  for (const planner::TradeHistory& one : view_.traded.history) {
    if (security == nullptr || one.security != security->id) continue;
    out.last_bought = one.last_bought;
    out.last_sold = one.last_sold;
  }
  return out;
}

CheckFacts TradingDesk::facts_of(const TradeOrder& order) const {
  CheckFacts out;
  out.now_ms = view_.now_ms;
  out.today = view_.today;
  const Security* const security = find_security(order.symbol);
  out.market = market_of(order.symbol);
  out.books = books_of(security);
  out.history = history_of(security);
  out.risk = view_.risk;
  out.settings = view_.settings;
  out.min_hold_days = view_.planner.min_hold_days;
  out.sell_cooldown_days = view_.planner.sell_cooldown_days;
  out.buy_cooldown_days = view_.planner.buy_cooldown_days;
  out.min_cash_reserve = money_of(view_.planner.min_cash_reserve).value_or(Money{});
  const bool same_currency = security != nullptr && security->currency == order.currency;
  out.order = {order.step,
               order.side,
               order.symbol,
               above_zero(Quantity::nearest(order.quantity)),
               same_currency ? Price::nearest(order.price) : std::nullopt,
               positive_fee(order.fee),
               view_.emergency,
               limit_told(order)};
  for (const TradeOrder& other : view_.plan) {
    out.plan.push_back({other.step, other.side, other.symbol, view_.executed.contains(other.step)});
  }
  return out;
}

OrderReport TradingDesk::check(const TradeOrder& order) {
  const CheckFacts facts = facts_of(order);
  const auto asked = planner::trading::ask_all(facts);
  OrderReport report;
  report.step = order.step;
  report.symbol = order.symbol;
  report.side = order.side;
  report.quantity = order.quantity;
  report.price = order.price;
  report.currency = order.currency;
  report.value = order.value;
  report.fee = order.fee;
  report.emergency = view_.emergency;
  for (const auto& [name, verdict] : asked) {
    report.checks.push_back({std::string(name), verdict.passed, verdict.text, verdict.from_ms});
  }
  report.may_go_ms = planner::trading::may_go_ms(asked, view_.now_ms);
  value_at_market(report, facts);
  const bool passed = planner::trading::all_passed(asked);
  report.state = passed ? OrderState::checked : OrderState::blocked;
  if (const auto limit = planner::trading::limit_of_order(facts)) report.limit = limit->units();
  if (const auto* quote = planner::trading::fresh_quote(facts)) report.quoted_ms = quote->at_ms;
  if (facts.market.session && !view_.past) report.until_ms = facts.market.session->ends_ms;
  if (passed) book(report, facts);
  return report;
}

void TradingDesk::value_at_market(OrderReport& report, const CheckFacts& facts) const {
  const auto value = planner::trading::base_value_of_order(facts);
  if (!value || *value > Money::from_units(Money::max_units / 2)) return;
  report.price = planner::trading::price_offered(facts)->units();
  report.currency = facts.market.security->currency;
  report.value = *value;
}

void TradingDesk::pay(Money amount, const std::string& currency) {
  Money& balance = cash_[currency];
  balance -= amount;
  const auto rate = rate_of(currency);
  if (currency == base_currency_ || balance >= Money{} || amount <= Money{} || !rate) return;
  // What the currency lacks is bought with the base currency.
  cash_[base_currency_] += planner::ledger::to_base(balance, *rate).value_or(Money{});
  cash_[currency] = Money{};
}

void TradingDesk::book(const OrderReport& order, const CheckFacts& facts) {
  const bool buys = order.side == Side::buy;
  const Quantity shares = *facts.order.quantity;
  const std::string& currency = facts.market.security->currency;
  const Money value = planner::trading::value_of_order(facts).value_or(Money{});
  Quantity& held = quantities_[facts.market.security->id];
  held = buys ? held + shares : held - shares;
  pay(buys ? value : -value, currency);
  pay(order.fee, base_currency_);
  view_.executed.insert(order.step);
  view_.week.push_back({order.symbol, order.side, view_.now_ms, order.value});
}

messages::ApplyFill TradingDesk::fill_of(const OrderReport& order) const {
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
  const Security* const security = find_security(order.symbol);
  if (security == nullptr) return fill;
  fill.security = security->id;
  if (const auto rate = rate_of(security->currency)) fill.rate = rate->units();
  if (security->quote) fill.executed = security->quote->date;
  if (order.quoted_ms) fill.executed = day_of_ms(*order.quoted_ms);
  return fill;
}

}  // namespace ballast::actors
