// Simple returns of one series over time, oldest first, and what they add up to. A return that is
// not finite is missing: it compounds as nothing, stays out of means, and still is a period.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "planner/model/date.hpp"

namespace ballast::planner::performance {

inline constexpr double days_a_year = 252.0;
inline constexpr double weeks_a_year = 52.0;
inline constexpr double months_a_year = 12.0;

/// Returns price / price before - 1, one fewer than prices; missing beside a missing price,
/// infinite after one of 0.
[[nodiscard]] std::vector<double> simple_returns(std::span<const double> prices);

/// Returns what `start` has grown to after each return; with start 0 the growth of 1 less 1.
[[nodiscard]] std::vector<double> cumulative_returns(std::span<const double> returns, double start);

/// Returns the last of them; missing without returns.
[[nodiscard]] std::optional<double> total_return(std::span<const double> returns,
                                                 double start = 0.0);

/// Yearly growth: (1 + total return)^(periods / number of returns) - 1; missing without returns.
[[nodiscard]] std::optional<double> yearly_return(std::span<const double> returns, double periods);

enum class Calendar : std::uint8_t { weeks, months, quarters, years };

/// Returns the total return of each calendar span, rising by year and number in the year; a week
/// has its number by ISO 8601 and the year of each of its days. REQUIRES: equal lengths.
[[nodiscard]] std::vector<double> returns_by(Calendar calendar, std::span<const Date> dates,
                                             std::span<const double> returns);

/// Mean and sample deviation of the returns that are known: `count` of them. The deviation is 0
/// where all are equal.
struct Moments {
  std::size_t count = 0;
  double mean = 0.0;
  double sample_deviation = 0.0;
};

[[nodiscard]] Moments moments_of(std::span<const double> returns);

/// Returns each return less `base`, or less the return beside it. REQUIRES: equal lengths.
[[nodiscard]] std::vector<double> less(std::span<const double> returns, double base);
[[nodiscard]] std::vector<double> less(std::span<const double> returns,
                                       std::span<const double> base);

/// Returns those that are known.
[[nodiscard]] std::vector<double> known(std::span<const double> returns);

}  // namespace ballast::planner::performance
