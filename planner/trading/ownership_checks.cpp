// Checks of what is owned: shares, cash, and how much of it one order may move.
#include <algorithm>

#include "planner/trading/checks.hpp"
#include "planner/trading/offer.hpp"
#include "planner/trading/wording.hpp"

namespace ballast::planner::trading {
namespace {

using ledger::Quantity;

/// What may differ where shares travelled as a binary number.
constexpr Quantity share_tolerance = Quantity::of(1);

/// Shares held that no open sale will take.
Quantity free_shares(const CheckFacts& facts) {
  Quantity out = facts.books.held;
  for (const OpenOrder& open : facts.history.own_open) {
    if (open.symbol == facts.order.symbol && open.side == Side::sell) out -= open.quantity;
  }
  return std::max(out, Quantity{});
}

std::optional<ledger::Rate> rate_of(const BookFacts& books, const std::string& currency) {
  if (currency == books.base_currency) return ledger::Rate::whole(1);
  const auto at = books.rates.find(currency);
  if (at == books.rates.end() || at->second.count() <= 0) return std::nullopt;
  return at->second;
}

/// Balances without what open purchases will take and what stays in each currency.
std::map<std::string, Money> free_cash(const CheckFacts& facts) {
  std::map<std::string, Money> out = facts.books.cash;
  const Money stays =
      part_of(Money::from_micros(Money::micros_per_unit), facts.settings.currency_reserve);
  for (auto& [currency, amount] : out) {
    if (amount > Money{}) amount = std::max(amount - stays, Money{});
  }
  for (const OpenOrder& open : facts.history.own_open) {
    if (open.side == Side::buy) out[open.currency] -= open.value;
  }
  return out;
}

/// All that is free, in the base currency: what is below zero counts too. Empty: a rate is missing.
std::optional<Money> in_base(const BookFacts& books, const std::map<std::string, Money>& cash) {
  Money sum;
  for (const auto& [currency, amount] : cash) {
    const auto rate = rate_of(books, currency);
    const auto value = rate ? ledger::to_base(amount, *rate) : std::nullopt;
    if (amount == Money{}) continue;
    if (!value) return std::nullopt;
    sum += *value;
  }
  return sum;
}

Verdict at_most(Money value, Money whole, double share, const std::string& what,
                const std::string& currency) {
  const Money most = part_of(whole, share);
  if (value <= most) return yes();
  return no(what + " " + amount_text(value, currency) + ", more than " + percent_text(share) +
            " of the portfolio, " + amount_text(most, currency));
}

/// What a purchase costs at most: a person's limit may be above what is offered.
std::optional<Money> most_paid(const CheckFacts& facts) {
  const auto& limit = facts.order.limit;
  const auto offered = price_offered(facts);
  if (!limit || !offered || !facts.order.quantity || *limit <= *offered) {
    return value_of_order(facts);
  }
  return ledger::value_of(*facts.order.quantity, *limit);
}

const char* value_is_unknown = "the value of the order or of the portfolio is not known";

}  // namespace

Verdict check_lots(const CheckFacts& facts) {
  const auto& security = facts.market.security;
  if (!security || security->min_lot < 1 || !facts.order.quantity) {
    return no("the lot of " + facts.order.symbol + " is not known");
  }
  const Quantity left = facts.books.held - *facts.order.quantity;
  const bool everything =
      facts.order.side == Side::sell && left <= share_tolerance && left >= -share_tolerance;
  const std::int64_t lot = Quantity::whole(security->min_lot).count();
  if (everything || facts.order.quantity->count() % lot == 0) return yes();
  return no(format(*facts.order.quantity) + " is no multiple of the lot of " +
            std::to_string(security->min_lot));
}

Verdict check_position(const CheckFacts& facts) {
  if (facts.order.side == Side::buy) return yes();
  const Quantity free = free_shares(facts);
  if (facts.order.quantity && free + share_tolerance >= *facts.order.quantity) return yes();
  return no(format(free) + " of " + facts.order.symbol + " are held and free, " +
            (facts.order.quantity ? format(*facts.order.quantity) : "more") + " would be sold");
}

Verdict check_cash(const CheckFacts& facts) {
  if (facts.order.side == Side::sell) return yes();
  const BookFacts& books = facts.books;
  const auto value = most_paid(facts);
  const auto& rate = facts.market.rate;
  const auto fee =
      facts.order.fee && rate ? ledger::from_base(*facts.order.fee, *rate) : std::nullopt;
  if (!value || !fee) return no("what is needed is not known");
  const std::string& currency = facts.market.security ? facts.market.security->currency : "";
  auto cash = free_cash(facts);
  const Money balance = cash[currency];
  if (balance < Money{}) {
    return no("the balance in " + currency + " is below zero with what is open");
  }
  const Money needed = *value + *fee + part_of(*value + *fee, facts.settings.cash_margin);
  const Money missing = std::max(needed - balance, Money{});
  const auto missing_base =
      ledger::to_base(missing + part_of(missing, facts.settings.conversion_margin), *rate);
  // A purchase exchanges the base currency for what it lacks, and nothing else for the base.
  const Money others = currency == books.base_currency ? Money{} : cash[books.base_currency];
  const auto spent = ledger::to_base(*value + *fee, *rate);
  const auto rest = in_base(books, facts.books.cash);
  if (!missing_base || !spent || !rest) return no("an exchange rate is not known");
  if (*missing_base > std::max(others, Money{})) {
    const std::string exchanged =
        currency == books.base_currency
            ? ""
            : " and, to exchange, " + amount_text(others, books.base_currency);
    return no(amount_text(needed, currency) + " are needed, " + amount_text(balance, currency) +
              exchanged + " are free");
  }
  if (*rest - *spent >= facts.min_cash_reserve) return yes();
  return no("less than the reserve of " + amount_text(facts.min_cash_reserve, books.base_currency) +
            " would be left");
}

Verdict check_order_size(const CheckFacts& facts) {
  const auto value = base_value_of_order(facts);
  if (!value || !facts.books.total) return no(value_is_unknown);
  return at_most(*value, *facts.books.total, facts.settings.max_order_share, "the order is worth",
                 facts.books.base_currency);
}

Verdict check_day_size(const CheckFacts& facts) {
  const auto value = base_value_of_order(facts);
  if (!value || !facts.books.total) return no(value_is_unknown);
  Money sum = *value;
  constexpr std::int64_t day_ms = 86'400'000;
  for (const PastTrade& trade : facts.history.week) {
    if (trade.at_ms > facts.now_ms - day_ms) sum += trade.value;
  }
  return at_most(sum, *facts.books.total, facts.settings.max_day_share,
                 "with it the orders of 24 hours are worth", facts.books.base_currency);
}

Verdict check_concentration(const CheckFacts& facts) {
  if (facts.order.side == Side::sell) return yes();
  const auto value = base_value_of_order(facts);
  const auto held = facts.market.price && facts.market.rate
                        ? ledger::value_of(facts.books.held, *facts.market.price)
                        : std::nullopt;
  const auto held_base = held ? ledger::to_base(*held, *facts.market.rate) : std::nullopt;
  if (!value || !held_base || !facts.books.total || !facts.books.in_country) {
    return no(value_is_unknown);
  }
  auto one = at_most(*held_base + *value, *facts.books.total, facts.settings.max_position_share,
                     facts.order.symbol + " would be worth", facts.books.base_currency);
  if (!one.passed) return one;
  return at_most(*facts.books.in_country + *value, *facts.books.total,
                 facts.settings.max_country_share,
                 "what is held in the country of " + facts.order.symbol + " would be worth",
                 facts.books.base_currency);
}

}  // namespace ballast::planner::trading
