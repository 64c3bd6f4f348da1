#include "actors/universe/sources/bar.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "actors/universe/imports.hpp"

namespace ballast::actors {
namespace {

using planner::Failure;
using planner::FailureKind;

std::string written(std::int32_t day) {
  return planner::format_date(day_of(day));
}

std::optional<Failure> find_wrong_day(std::int32_t day, const Expected& expected) {
  if (!is_plausible_day(day)) {
    return Failure{FailureKind::invalid, "a day is out of range", expected.where, plausible_days};
  }
  if (day <= expected.last_day) return std::nullopt;
  return Failure{FailureKind::invalid, fmt::format("{} has not been yet", written(day)),
                 expected.where, fmt::format("days up to {}", written(expected.last_day))};
}

bool is_price(const std::optional<double>& price) {
  return !price || (std::isfinite(*price) && *price > 0.0);
}

}  // namespace

std::optional<Failure> find_nonsense(const std::vector<Bar>& bars, const Expected& expected) {
  const Bar* before = nullptr;
  for (const Bar& bar : bars) {
    if (auto wrong = find_wrong_day(bar.day, expected)) return wrong;
    const std::array prices = {bar.open, bar.high, bar.low, bar.close, bar.adjusted};
    if (!std::all_of(prices.begin(), prices.end(), is_price)) {
      return Failure{FailureKind::invalid,
                     fmt::format("a price of {} is not above zero", written(bar.day)),
                     expected.where, "finite numbers above 0"};
    }
    if (bar.volume && !(std::isfinite(*bar.volume) && *bar.volume >= 0.0)) {
      return Failure{FailureKind::invalid,
                     fmt::format("the volume of {} is negative", written(bar.day)), expected.where,
                     "a number from 0"};
    }
    if (!bar.close && !bar.adjusted) {
      return Failure{FailureKind::invalid, fmt::format("{} has no close", written(bar.day)),
                     expected.where, "a close each day"};
    }
    if (before != nullptr && before->day >= bar.day) {
      return Failure{
          FailureKind::invalid,
          fmt::format("{} does not come after {}", written(bar.day), written(before->day)),
          expected.where, "each day once, in order"};
    }
    before = &bar;
  }
  return std::nullopt;
}

std::optional<Failure> find_nonsense(const std::vector<RateRow>& rates, const Expected& expected) {
  std::map<std::string_view, std::vector<std::int32_t>> days;
  for (const RateRow& row : rates) {
    if (auto wrong = find_wrong_day(row.day, expected)) return wrong;
    if (!std::isfinite(row.per_base) || row.per_base <= 0.0) {
      return Failure{
          FailureKind::invalid,
          fmt::format("the rate of {} on {} is not above zero", row.currency, written(row.day)),
          expected.where, "a finite number above 0"};
    }
    days[row.currency].push_back(row.day);
  }
  for (auto& [currency, list] : days) {
    std::sort(list.begin(), list.end());
    const auto twice = std::adjacent_find(list.begin(), list.end());
    if (twice == list.end()) continue;
    return Failure{FailureKind::invalid,
                   fmt::format("{} has two rates on {}", currency, written(*twice)), expected.where,
                   "one rate a day"};
  }
  return std::nullopt;
}

std::optional<double> decimal_of(std::string_view text) {
  double value = 0.0;
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
  if (error != std::errc{} || stopped != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::string begin_of(std::string_view payload) {
  constexpr std::size_t shown_max = 40;
  std::string shown(payload.substr(0, shown_max));
  std::replace_if(
      shown.begin(), shown.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
  return shown;
}

}  // namespace ballast::actors
