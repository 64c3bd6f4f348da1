// Checks of the market: whether it is open, and what its prices are worth.
#include <cmath>

#include "planner/trading/checks.hpp"
#include "planner/trading/wording.hpp"

namespace ballast::planner::trading {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t hours_a_day = 24;

/// Hours since the end of a day, without those of Saturdays and Sundays.
std::int64_t working_hours_since(Date day, std::int64_t now_ms) {
  const std::int64_t now_hours = now_ms / hour_ms;
  const Date last = std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(now_ms)));
  if (last <= day) return 0;
  // Whole weeks first: a price may be very old.
  const std::int64_t weeks = (last - day).count() / 7;
  std::int64_t hours = weeks * 5 * hours_a_day;
  for (Date each = day + std::chrono::days(7 * weeks + 1); each <= last;
       each += std::chrono::days(1)) {
    const std::chrono::weekday of_week(each);
    if (of_week == std::chrono::Saturday || of_week == std::chrono::Sunday) continue;
    const std::int64_t start = each.time_since_epoch().count() * hours_a_day;
    hours += std::min(now_hours - start, hours_a_day);
  }
  return hours;
}

std::string price_text(const CheckFacts& facts) {
  const std::string currency = facts.market.security ? facts.market.security->currency : "";
  return format(*facts.market.price) + " " + currency;
}

}  // namespace

Verdict check_market(const CheckFacts& facts) {
  if (facts.market.past) return yes("prices of a past day, on paper");
  const auto& session = facts.market.session;
  if (!session) return no("the hours of the exchange of " + facts.order.symbol + " are not known");
  if (session->open) return yes(session->exchange + " is open");
  const std::string opens =
      session->opens_ms ? "; it opens " + time_text(*session->opens_ms) : std::string();
  return no(session->exchange + " is closed" + opens, session->opens_ms);
}

Verdict check_price(const CheckFacts& facts) {
  const MarketFacts& market = facts.market;
  if (!market.price || market.price->count() <= 0 || !market.priced) {
    return no(facts.order.symbol + " has no price");
  }
  const std::string told = price_text(facts) + " of " + format_date(*market.priced);
  if (*market.priced > facts.today + std::chrono::days(1)) return no(told + ": a day to come");
  const std::int64_t age = working_hours_since(*market.priced, facts.now_ms);
  if (market.past || age <= facts.settings.max_price_age_hours) return yes(told);
  return no(told + " is older than " + std::to_string(facts.settings.max_price_age_hours) +
            " hours");
}

Verdict check_rate(const CheckFacts& facts) {
  if (facts.market.rate && facts.market.rate->count() > 0) return yes();
  return no("no exchange rate for " + facts.order.symbol + " is known");
}

Verdict check_year_high(const CheckFacts& facts) {
  if (facts.order.side == Side::sell) return yes();
  const MarketFacts& market = facts.market;
  if (!market.year_high || !market.price) {
    return no("the highest price of " + facts.order.symbol + " in a year is not known");
  }
  const auto parts =
      static_cast<std::int64_t>(std::llround(facts.settings.max_share_of_year_high * 1e6));
  const auto ceiling = ledger::scaled(market.year_high->count(), parts, 1'000'000);
  if (!ceiling || market.price->count() < *ceiling) return yes();
  return no(price_text(facts) + " is at or above " +
            percent_text(facts.settings.max_share_of_year_high) +
            " of the highest price in a year, " + format(*market.year_high));
}

Verdict check_price_move(const CheckFacts& facts) {
  const auto& planned = facts.order.planned;
  if (!planned || planned->count() <= 0) return no("the plan tells no price");
  if (!facts.market.price) return no(facts.order.symbol + " has no price");
  const auto parts = static_cast<std::int64_t>(std::llround(facts.settings.max_price_move * 1e6));
  const auto room = ledger::scaled(planned->count(), parts, 1'000'000).value_or(0);
  const std::int64_t against = facts.order.side == Side::buy
                                   ? facts.market.price->count() - planned->count()
                                   : planned->count() - facts.market.price->count();
  if (against <= room) return yes();
  return no(price_text(facts) + " is more than " + percent_text(facts.settings.max_price_move) +
            " worse than the planned " + format(*planned));
}

}  // namespace ballast::planner::trading
