#include "planner/ledger/decimal.hpp"

#include <algorithm>

namespace ballast::planner::ledger {
namespace {

constexpr std::size_t text_bytes_max = 64;
constexpr std::int64_t count_max = 9'000'000'000'000'000'000;
constexpr std::int64_t ten = 10;

bool are_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Adds a digit to a count; false where it would be too large.
bool push(std::int64_t& count, char digit) {
  if (count > (count_max - (digit - '0')) / ten) return false;
  count = count * ten + (digit - '0');
  return true;
}

/// Whether what follows the last digit that counts makes the number one larger.
bool rounds_up(std::int64_t count, std::string_view beyond) {
  if (beyond.empty() || beyond.front() < '5') return false;
  if (beyond.front() > '5') return true;
  const bool tie = beyond.find_first_not_of('0', 1) == std::string_view::npos;
  return !tie || count % 2 == 1;
}

}  // namespace

std::optional<Decimal> parse_decimal(std::string_view text, int digits) {
  if (text.size() > text_bytes_max) return std::nullopt;
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view fraction =
      point == std::string_view::npos ? std::string_view("0") : text.substr(point + 1);
  if (!are_digits(whole) || !are_digits(fraction)) return std::nullopt;
  const auto counted = static_cast<std::size_t>(digits);
  std::int64_t count = 0;
  for (const char digit : whole) {
    if (!push(count, digit)) return std::nullopt;
  }
  for (std::size_t place = 0; place < counted; ++place) {
    if (!push(count, place < fraction.size() ? fraction[place] : '0')) return std::nullopt;
  }
  const std::string_view beyond = fraction.substr(std::min(counted, fraction.size()));
  if (rounds_up(count, beyond)) ++count;
  const bool exact = beyond.find_first_not_of('0') == std::string_view::npos;
  return Decimal{negative ? -count : count, exact};
}

}  // namespace ballast::planner::ledger
