#include "planner/trading/exchange_calendar.hpp"

#include <algorithm>
#include <set>

namespace ballast::planner::trading {
namespace {

constexpr std::int64_t day_s = 86'400;
constexpr std::int64_t minute_s = 60;
constexpr std::int64_t ms_per_s = 1000;
/// So many days ahead the next opening is looked for; no exchange rests longer.
constexpr int days_ahead_max = 30;

int year_of(Date day) {
  return static_cast<int>(std::chrono::year_month_day(day).year());
}

bool is_weekend(Date day) {
  const std::chrono::weekday of_week(day);
  return of_week == std::chrono::Saturday || of_week == std::chrono::Sunday;
}

bool holds_in(const DayRule& rule, int year) {
  return (!rule.from_year || year >= *rule.from_year) && (!rule.to_year || year <= *rule.to_year);
}

Date nth_weekday(const DayRule& rule, int year) {
  const auto month = std::chrono::year(year) / std::chrono::month(rule.month);
  if (rule.nth < 0) return Date(month / rule.weekday[std::chrono::last]);
  return Date(month / rule.weekday[static_cast<unsigned>(rule.nth)]);
}

/// The day as the rule finds it, before it is observed on another.
Date day_of_rule(const DayRule& rule, int year) {
  switch (rule.kind) {
    case DayRule::Kind::nth_weekday:
      return nth_weekday(rule, year) + std::chrono::days(rule.plus);
    case DayRule::Kind::easter:
      return western_easter(year) + std::chrono::days(rule.plus);
    case DayRule::Kind::orthodox_easter:
      return orthodox_easter(year) + std::chrono::days(rule.plus);
    default:
      return Date(std::chrono::year(year) / std::chrono::month(rule.month) /
                  std::chrono::day(rule.day)) +
             std::chrono::days(rule.plus);
  }
}

/// What falls on a weekend and moves by itself; substitutes come after all others are known.
Date observed_day(const DayRule& rule, Date day) {
  const std::chrono::weekday of_week(day);
  if (of_week == std::chrono::Sunday &&
      (rule.observed == Observed::nearest || rule.observed == Observed::sunday)) {
    return day + std::chrono::days(1);
  }
  if (of_week == std::chrono::Saturday && rule.observed == Observed::nearest)
    return day - std::chrono::days(1);
  return day;
}

void add_rules(const Exchange& exchange, int year, std::set<Date>& out) {
  std::vector<Date> to_move;
  for (const DayRule& rule : exchange.holidays) {
    if (!holds_in(rule, year)) continue;
    const Date day = day_of_rule(rule, year);
    if (rule.observed == Observed::substitute && is_weekend(day)) {
      to_move.push_back(day);
    } else {
      out.insert(observed_day(rule, day));
    }
  }
  std::sort(to_move.begin(), to_move.end());
  for (Date day : to_move) {
    while (is_weekend(day) || out.contains(day)) day += std::chrono::days(1);
    out.insert(day);
  }
}

bool is_early(const Exchange& exchange, Date day) {
  const int year = year_of(day);
  return std::any_of(exchange.early_days.begin(), exchange.early_days.end(),
                     [&](const DayRule& rule) {
                       if (!holds_in(rule, year)) return false;
                       Date found = day_of_rule(rule, year);
                       if (rule.kind != DayRule::Kind::last_before) return found == day;
                       do found -= std::chrono::days(1);
                       while (!is_trading_day(exchange, found).value_or(true));
                       return found == day;
                     });
}

bool in_lunch(const Exchange& exchange, MinuteOfDay minute) {
  return exchange.lunch_from && exchange.lunch_to && minute >= *exchange.lunch_from &&
         minute < *exchange.lunch_to;
}

std::string lower(std::string_view text) {
  std::string out;
  for (const char letter : text) {
    out += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  }
  return out;
}

}  // namespace

Date western_easter(int year) {
  // The method of Meeus, Jones and Butcher.
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int whole = h + l - 7 * m + 114;
  return Date(std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(whole / 31)) /
              std::chrono::day(static_cast<unsigned>(whole % 31 + 1)));
}

Date orthodox_easter(int year) {
  // The method of Meeus for the Julian calendar, which is 13 days behind from 1900 to 2099.
  constexpr int behind = 13;
  const int d = (19 * (year % 19) + 15) % 30;
  const int e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const int whole = d + e + 114;
  return Date(std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(whole / 31)) /
              std::chrono::day(static_cast<unsigned>(whole % 31 + 1))) +
         std::chrono::days(behind);
}

std::vector<Date> holidays_of(const Exchange& exchange, int year) {
  std::set<Date> found;
  // A day of the year before or after may be observed in this one.
  for (int near = year - 1; near <= year + 1; ++near) add_rules(exchange, near, found);
  found.insert(exchange.holiday_dates.begin(), exchange.holiday_dates.end());
  for (const Date day : exchange.trading_dates) found.erase(day);
  std::vector<Date> out;
  for (const Date day : found) {
    if (year_of(day) == year && !is_weekend(day)) out.push_back(day);
  }
  return out;
}

std::optional<bool> is_trading_day(const Exchange& exchange, Date day) {
  const int year = year_of(day);
  if (!exchange.years.empty() &&
      std::find(exchange.years.begin(), exchange.years.end(), year) == exchange.years.end()) {
    return std::nullopt;
  }
  const auto& trading = exchange.trading_dates;
  if (is_weekend(day)) return std::find(trading.begin(), trading.end(), day) != trading.end();
  const auto holidays = holidays_of(exchange, year);
  return !std::binary_search(holidays.begin(), holidays.end(), day);
}

std::optional<Hours> hours_of(const Exchange& exchange, Date day) {
  if (!is_trading_day(exchange, day).value_or(false)) return std::nullopt;
  const bool early = exchange.early_close && is_early(exchange, day);
  return Hours{exchange.open, early ? *exchange.early_close : exchange.close};
}

LocalTime local_of_utc(const ZoneOffsets& zone, std::int64_t at_s) {
  std::int64_t offset = zone.empty() ? 0 : zone.front().offset_s;
  for (const ZoneOffset& one : zone) {
    if (one.from_s <= at_s) offset = one.offset_s;
  }
  const auto local = std::chrono::sys_seconds(std::chrono::seconds(at_s + offset));
  const Date day = std::chrono::floor<std::chrono::days>(local);
  return {day, static_cast<MinuteOfDay>((local - day).count() / minute_s)};
}

std::int64_t utc_of_local(const ZoneOffsets& zone, Date day, MinuteOfDay minute) {
  const std::int64_t local = day.time_since_epoch().count() * day_s + minute * minute_s;
  std::optional<std::int64_t> out;
  for (std::size_t place = 0; place < zone.size(); ++place) {
    const std::int64_t at = local - zone[place].offset_s;
    const bool begun = place == 0 || at >= zone[place].from_s;
    const bool ended = place + 1 < zone.size() && at >= zone[place + 1].from_s;
    if (begun && !ended) return at;
    if (begun) out = at;
  }
  return out.value_or(local);
}

Session session_at(const Exchange& exchange, const ZoneOffsets& zone, std::int64_t now_ms) {
  const std::int64_t now_s = now_ms / ms_per_s;
  const LocalTime now = local_of_utc(zone, now_s);
  const auto instant = [&](Date day, MinuteOfDay minute) {
    return utc_of_local(zone, day, minute) * ms_per_s;
  };
  Session out;
  const auto today = hours_of(exchange, now.day);
  if (today && now.minute >= today->open && now.minute < today->close) {
    if (in_lunch(exchange, now.minute)) {
      out.opens_ms = instant(now.day, *exchange.lunch_to);
      return out;
    }
    out.open = true;
    out.ends_ms = instant(now.day, today->close);
    const bool before_lunch = exchange.lunch_from && now.minute < *exchange.lunch_from;
    out.closes_ms = instant(
        now.day, before_lunch ? std::min(*exchange.lunch_from, today->close) : today->close);
    return out;
  }
  if (today && now.minute < today->open) {
    out.opens_ms = instant(now.day, today->open);
    return out;
  }
  for (int ahead = 1; ahead <= days_ahead_max; ++ahead) {
    const Date day = now.day + std::chrono::days(ahead);
    if (!is_trading_day(exchange, day)) return out;
    const auto hours = hours_of(exchange, day);
    if (!hours) continue;
    out.opens_ms = instant(day, hours->open);
    return out;
  }
  return out;
}

const Exchange* find_exchange(const std::vector<Exchange>& exchanges, std::string_view name) {
  const std::string wanted = lower(name);
  const auto found = std::find_if(exchanges.begin(), exchanges.end(), [&](const Exchange& one) {
    return lower(one.mic) == wanted ||
           std::any_of(one.names.begin(), one.names.end(),
                       [&](const std::string& other) { return lower(other) == wanted; });
  });
  return found == exchanges.end() ? nullptr : &*found;
}

}  // namespace ballast::planner::trading
