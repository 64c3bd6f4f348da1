// Checks of the account as a whole: mode, state, breakers, how often it trades, its books.
#include <algorithm>
#include <cmath>

#include "planner/trading/checks.hpp"
#include "planner/trading/wording.hpp"

namespace ballast::planner::trading {
namespace {

constexpr std::int64_t one_minute_ms = 60'000;
constexpr std::int64_t day_length = 1440 * one_minute_ms;

std::int64_t ppm_of(double fraction) {
  return static_cast<std::int64_t>(std::llround(fraction * 1e6));
}

std::string reason_of(const RiskFacts& risk) {
  return risk.state_reason.empty() ? "" : " (" + risk.state_reason + ")";
}

/// When so few trades are left in the last `length` that one more is allowed.
std::int64_t room_from(std::vector<std::int64_t> times, std::int64_t length, std::size_t most) {
  std::sort(times.begin(), times.end());
  return times.at(times.size() - most) + length;
}

}  // namespace

Verdict check_mode(const CheckFacts& facts) {
  if (!facts.risk.mode) return no("the mode of trading is not known");
  return yes(*facts.risk.mode == TradingMode::paper ? "on paper" : "with real money");
}

Verdict check_state(const CheckFacts& facts) {
  const RiskFacts& risk = facts.risk;
  if (!risk.state) return no("whether trading is halted is not known");
  if (*risk.state == TradingState::halt) {
    return no("trading is halted" + reason_of(risk) + "; `ballast resume` ends that");
  }
  if (*risk.state == TradingState::reduce && facts.order.side == Side::buy) {
    return no("trading only reduces positions" + reason_of(risk) + "; `ballast resume` ends that");
  }
  if (!risk.emergency.empty() && facts.order.side == Side::buy) {
    return no(risk.emergency + "; nothing is bought until it is not");
  }
  return yes();
}

Verdict check_breaker(const CheckFacts& facts) {
  const RiskFacts& risk = facts.risk;
  const TradingSettings& settings = facts.settings;
  if (!risk.tripped.empty()) return no(risk.tripped + "; `ballast resume` resets it");
  if (risk.drawdown_ppm && *risk.drawdown_ppm >= ppm_of(settings.drawdown_stops_all)) {
    return no("the portfolio is " + percent_text(*risk.drawdown_ppm) +
              " below its highest value; `ballast resume` resets that");
  }
  if (!risk.day_return_ppm) return yes("no value of yesterday is known: no limit of losses holds");
  const std::int64_t loss = -*risk.day_return_ppm;
  if (loss >= ppm_of(settings.day_loss_stops_all)) {
    return no("the portfolio lost " + percent_text(loss) + " since yesterday: nothing is traded");
  }
  const bool sells = facts.order.side == Side::sell && !facts.order.emergency;
  if (loss >= ppm_of(settings.day_loss_stops_sales) && sells) {
    return no("the portfolio lost " + percent_text(loss) + " since yesterday: nothing is sold");
  }
  return yes();
}

Verdict check_frequency(const CheckFacts& facts) {
  if (facts.order.emergency) return yes("an emergency does not wait");
  const TradingSettings& settings = facts.settings;
  std::vector<std::int64_t> week;
  std::vector<std::int64_t> day;
  for (const PastTrade& trade : facts.history.week) {
    if (trade.at_ms > facts.now_ms - 7 * day_length) week.push_back(trade.at_ms);
    if (trade.at_ms > facts.now_ms - day_length) day.push_back(trade.at_ms);
  }
  const auto most_of_day = static_cast<std::size_t>(settings.max_trades_per_day);
  const auto most_of_week = static_cast<std::size_t>(settings.max_trades_per_week);
  if (most_of_day == 0 || most_of_week == 0) return no("the settings allow no trade");
  if (day.size() >= most_of_day) {
    return no(std::to_string(day.size()) + " orders in 24 hours are the most",
              room_from(day, day_length, most_of_day));
  }
  if (week.size() >= most_of_week) {
    return no(std::to_string(week.size()) + " orders in 7 days are the most",
              room_from(week, 7 * day_length, most_of_week));
  }
  if (week.empty()) return yes();
  const std::int64_t from = *std::max_element(week.begin(), week.end()) +
                            settings.min_minutes_between_trades * one_minute_ms;
  if (facts.now_ms >= from) return yes();
  return no("the last order is less than " + std::to_string(settings.min_minutes_between_trades) +
                " minutes old",
            from);
}

Verdict check_books(const CheckFacts& facts) {
  const BookFacts& books = facts.books;
  if (!books.unsettled.empty()) return no("the books lack a fill: " + books.unsettled);
  if (!books.age_ms) return no("books and broker were never compared");
  if (!books.unanswered.empty()) {
    return no("the broker tells " + books.unanswered +
              ", which is for you: see `ballast reconcile`");
  }
  if (books.differs) return no("books and broker differ on its shares: see `ballast reconcile`");
  const std::int64_t most = facts.settings.max_books_age_minutes * one_minute_ms;
  if (*books.age_ms <= most) return yes();
  return no("books and broker were last compared " + std::to_string(*books.age_ms / one_minute_ms) +
            " minutes ago");
}

}  // namespace ballast::planner::trading
