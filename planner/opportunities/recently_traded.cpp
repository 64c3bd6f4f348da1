#include "planner/opportunities/recently_traded.hpp"

#include <chrono>

#include "planner/opportunities/wording.hpp"

namespace ballast::planner {

std::optional<Obstacle> find_recent_trade(const Situation& situation, std::uint32_t security,
                                          Side side) {
  const TradeHistory history = situation.history_of(security);
  const Settings& settings = situation.settings();
  const bool buys = side == Side::buy;
  const auto& last = buys ? history.last_bought : history.last_sold;
  const std::int64_t days = buys ? settings.buy_cooldown_days : settings.sell_cooldown_days;
  if (!still_waiting(last, days, situation.inputs().as_of)) return std::nullopt;
  const Security& traded = situation.security(security);
  return Obstacle{ObstacleKind::cooldown, traded.id, side,
                  traded.symbol + waiting_text(buys ? "bought" : "sold", *last, days,
                                               buys ? "bought again" : "sold again")};
}

bool still_waiting(const std::optional<Date>& since, std::int64_t days, Date today) {
  return since && days_between(*since, today) < days;
}

std::string waiting_text(const char* done, Date since, std::int64_t days, const char* allowed) {
  return std::string(" was ") + done + " on " + format_date(since) + "; it may be " + allowed +
         " from " + format_date(since + std::chrono::days(days)) + " (" + count_of_days(days) +
         ").";
}

}  // namespace ballast::planner
