// Checks of what was traded before, and of what is still open.
#include <algorithm>

#include "planner/trading/checks.hpp"
#include "planner/trading/wording.hpp"

namespace ballast::planner::trading {
namespace {

constexpr std::int64_t ms_per_minute = 60'000;

std::int64_t start_of(Date day) {
  return std::chrono::milliseconds(day.time_since_epoch()).count();
}

Verdict waits(const CheckFacts& facts, const std::optional<Date>& since, std::int64_t days,
              const char* done) {
  if (!since || days_between(*since, facts.today) >= days) return yes();
  const Date from = *since + std::chrono::days(days);
  return no(facts.order.symbol + " was " + done + " on " + format_date(*since) +
                "; it may be again from " + format_date(from),
            start_of(from));
}

}  // namespace

Verdict check_buy_cooldown(const CheckFacts& facts) {
  if (facts.order.side == Side::sell) return yes();
  return waits(facts, facts.history.last_bought, facts.buy_cooldown_days, "bought");
}

Verdict check_sell_cooldown(const CheckFacts& facts) {
  if (facts.order.side == Side::buy || facts.order.emergency) return yes();
  return waits(facts, facts.history.last_sold, facts.sell_cooldown_days, "sold");
}

Verdict check_min_hold(const CheckFacts& facts) {
  if (facts.order.side == Side::buy || facts.order.emergency || facts.min_hold_days == 0) {
    return yes();
  }
  const auto& held = facts.books.held_since;
  const auto& bought = facts.history.last_bought;
  if (!held && !bought) {
    return no("since when " + facts.order.symbol + " is held is not known");
  }
  const Date since = std::max(held.value_or(Date::min()), bought.value_or(Date::min()));
  if (days_between(since, facts.today) >= facts.min_hold_days) return yes();
  const Date from = since + std::chrono::days(facts.min_hold_days);
  return no(facts.order.symbol + " was bought on " + format_date(since) + "; it may be sold from " +
                format_date(from),
            start_of(from));
}

Verdict check_pending(const CheckFacts& facts) {
  const HistoryFacts& history = facts.history;
  const auto same = [&](const auto& other) { return other.symbol == facts.order.symbol; };
  if (!history.broker_open) return no("the broker does not tell its open orders");
  if (std::any_of(history.own_open.begin(), history.own_open.end(), same) ||
      std::any_of(history.broker_open->begin(), history.broker_open->end(), same)) {
    return no("an order for " + facts.order.symbol + " is open");
  }
  for (const PastTrade& trade : history.week) {
    if (!same(trade) || trade.side != facts.order.side) continue;
    const std::int64_t from = trade.at_ms + facts.settings.min_minutes_between_same * ms_per_minute;
    if (facts.now_ms < from) {
      return no("an order for " + facts.order.symbol + " on this side is less than " +
                    std::to_string(facts.settings.min_minutes_between_same) + " minutes old",
                from);
    }
  }
  return yes();
}

}  // namespace ballast::planner::trading
