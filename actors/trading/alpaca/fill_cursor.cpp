#include "actors/trading/alpaca/fill_cursor.hpp"

#include <algorithm>
#include <chrono>

namespace ballast::actors::alpaca {
namespace {

using std::chrono::nanoseconds;
using std::chrono::sys_time;

/// The broker's clock may be behind ours, and so may the moment when it tells a fill.
constexpr Instant first_margin = 60 * ns_per_second;
constexpr Instant overlap = 3 * ns_per_day;

sys_time<std::chrono::hours> changes_at(std::chrono::year year, std::chrono::month month,
                                        unsigned sunday, std::chrono::hours utc) {
  return std::chrono::sys_days(year / month / std::chrono::Sunday[sunday]) + utc;
}

}  // namespace

FillCursor first_cursor(Instant now) {
  return {now - first_margin, now - first_margin, ""};
}

Instant begin_of_round(const FillCursor& cursor) {
  return std::max(cursor.begin, cursor.newest - overlap);
}

std::string text_of(const FillCursor& cursor) {
  return format_instant(cursor.begin) + "|" + format_instant(cursor.newest) + "|" + cursor.page;
}

std::optional<FillCursor> parse_cursor(std::string_view text) {
  const std::size_t first = text.find('|');
  const std::size_t second = first == std::string_view::npos ? first : text.find('|', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto begin = parse_instant(text.substr(0, first));
  const auto newest = parse_instant(text.substr(first + 1, second - first - 1));
  const std::string_view page = text.substr(second + 1);
  if (!begin || !newest || *newest < *begin || page.size() > field_text_bytes_max) {
    return std::nullopt;
  }
  return FillCursor{*begin, *newest, std::string(page)};
}

planner::Date new_york_day(Instant instant) {
  const sys_time<nanoseconds> utc{nanoseconds(instant)};
  const auto year = std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(utc)).year();
  const bool summer = utc >= changes_at(year, std::chrono::March, 2, std::chrono::hours(7)) &&
                      utc < changes_at(year, std::chrono::November, 1, std::chrono::hours(6));
  return std::chrono::floor<std::chrono::days>(utc - std::chrono::hours(summer ? 4 : 5));
}

}  // namespace ballast::actors::alpaca
