// What stands in the last `period` values: sum, mean, extremes, spread. Each window is added up
// from its oldest value on, so that a value depends on its window alone.
#pragma once

#include "planner/metrics/indicators/line.hpp"

namespace ballast::planner::indicators {

/// Of one run of values. REQUIRES: not empty.
[[nodiscard]] double sum_of(std::span<const double> values);
[[nodiscard]] double mean_of(std::span<const double> values);
[[nodiscard]] double population_variance_of(std::span<const double> values);

/// Of each window of `period` values; lines begin at bar `period` - 1.
[[nodiscard]] Line sum(std::span<const double> values, std::size_t period);
[[nodiscard]] Line simple_average(std::span<const double> values, std::size_t period);
[[nodiscard]] Line highest(std::span<const double> values, std::size_t period);
[[nodiscard]] Line lowest(std::span<const double> values, std::size_t period);

/// Mean squared distance from the window's mean, and its root.
[[nodiscard]] Line variance(std::span<const double> values, std::size_t period);
[[nodiscard]] Line deviation(std::span<const double> values, std::size_t period);

/// Mean absolute distance from the window's mean.
[[nodiscard]] Line mean_deviation(std::span<const double> values, std::size_t period);

/// Returns (last - mean) / deviation; 0 for a window without spread.
[[nodiscard]] Line standard_score(std::span<const double> values, std::size_t period);

/// Population deviation of the last `period` simple returns times sqrt(252); begins at bar
/// `period`.
[[nodiscard]] Line yearly_volatility(std::span<const double> values, std::size_t period);

/// Pearson's coefficient of two series of equal length, window by window; 0 where one of them does
/// not move.
[[nodiscard]] Line rolling_correlation(std::span<const double> a, std::span<const double> b,
                                       std::size_t period);

}  // namespace ballast::planner::indicators
