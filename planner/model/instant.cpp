#include "planner/model/instant.hpp"

#include <charconv>

#include "planner/model/date.hpp"

namespace ballast::planner {
namespace {

constexpr std::int64_t seconds_per_minute = 60;
constexpr std::int64_t seconds_per_day = 86'400;
constexpr int year_least = 2000;
constexpr int year_most = 2199;
constexpr std::size_t fraction_digits_max = 9;
constexpr std::size_t day_bytes = 10;

/// Takes exactly so many digits; nothing where there are others, or their number is above `most`.
std::optional<int> take_digits(std::string_view& text, std::size_t count, int most) {
  if (text.size() < count) return std::nullopt;
  int value = 0;
  const char* const last = text.data() + count;
  const auto [end, error] = std::from_chars(text.data(), last, value);
  if (error != std::errc{} || end != last || text.front() == '-' || value > most) {
    return std::nullopt;
  }
  text.remove_prefix(count);
  return value;
}

bool take_one(std::string_view& text, char expected) {
  if (!text.starts_with(expected)) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<std::int64_t> take_fraction(std::string_view& text) {
  if (!take_one(text, '.')) return 0;
  std::int64_t ns = 0;
  std::size_t digits = 0;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    if (++digits > fraction_digits_max) return std::nullopt;
    ns = ns * 10 + (text.front() - '0');
    text.remove_prefix(1);
  }
  if (digits == 0) return std::nullopt;
  for (; digits < fraction_digits_max; ++digits) ns *= 10;
  return ns;
}

/// Takes "Z" or "-05:00": seconds east of Greenwich.
std::optional<std::int64_t> take_offset(std::string_view& text) {
  if (take_one(text, 'Z')) return 0;
  const bool west = text.starts_with('-');
  if (!west && !text.starts_with('+')) return std::nullopt;
  text.remove_prefix(1);
  const auto hours = take_digits(text, 2, 23);
  if (!hours || !take_one(text, ':')) return std::nullopt;
  const auto minutes = take_digits(text, 2, 59);
  if (!minutes) return std::nullopt;
  const std::int64_t seconds = (*hours * 60 + *minutes) * seconds_per_minute;
  return west ? -seconds : seconds;
}

}  // namespace

std::optional<Instant> parse_instant(std::string_view text) {
  const auto day = parse_date(text.substr(0, day_bytes));
  if (!day) return std::nullopt;
  const int year = static_cast<int>(std::chrono::year_month_day(*day).year());
  if (year < year_least || year > year_most) return std::nullopt;
  text.remove_prefix(day_bytes);
  if (!take_one(text, 'T')) return std::nullopt;
  const auto hours = take_digits(text, 2, 23);
  if (!hours || !take_one(text, ':')) return std::nullopt;
  const auto minutes = take_digits(text, 2, 59);
  if (!minutes || !take_one(text, ':')) return std::nullopt;
  const auto seconds = take_digits(text, 2, 60);
  const auto fraction = seconds ? take_fraction(text) : std::nullopt;
  const auto offset = fraction ? take_offset(text) : std::nullopt;
  if (!offset || !text.empty()) return std::nullopt;
  const std::int64_t of_day = (*hours * 60 + *minutes) * seconds_per_minute + *seconds - *offset;
  return (day->time_since_epoch().count() * seconds_per_day + of_day) * ns_per_second + *fraction;
}

}  // namespace ballast::planner
