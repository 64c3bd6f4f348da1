// Moving averages: exponential, Wilder's, weighted and what is made of them.
#pragma once

#include <cstdint>

#include "planner/metrics/indicators/line.hpp"

namespace ballast::planner::indicators {

/// Where an exponential average begins: at the first value, or at the mean of the first `period`
/// values, on the bar of the last of them.
enum class Seed : std::uint8_t { first_value, mean };

/// average += share * (value - average), starting from `start` before the first value.
[[nodiscard]] std::vector<double> smoothed_from(double start, double share,
                                                std::span<const double> values);

/// Share 2 / (period + 1).
[[nodiscard]] Line exponential_average(std::span<const double> values, std::size_t period,
                                       Seed seed = Seed::mean);

/// The same with any share, seeded by the first value.
[[nodiscard]] Line smoothed(std::span<const double> values, double share);

/// Wilder's: share 1 / period, seeded with the mean of the first `period` values.
[[nodiscard]] Line wilder_average(std::span<const double> values, std::size_t period);

/// The newest value weighs `period`, the oldest 1.
[[nodiscard]] Line weighted_average(std::span<const double> values, std::size_t period);

/// Weights that rise by one to the middle of the window and fall from there.
[[nodiscard]] Line triangular_average(std::span<const double> values, std::size_t period);

/// Weighted average over sqrt(period) of twice that over period / 2 less that over period.
[[nodiscard]] Line hull_average(std::span<const double> values, std::size_t period);

/// 2 e - e(e) and 3 e - 3 e(e) + e(e(e)). Seeded by first values, an average of an average begins
/// on bar period - 1 of the one below it, and the line where the last has seen `period` values.
[[nodiscard]] Line double_exponential(std::span<const double> values, std::size_t period,
                                      Seed seed = Seed::first_value);
[[nodiscard]] Line triple_exponential(std::span<const double> values, std::size_t period,
                                      Seed seed = Seed::first_value);

/// Change of a thrice smoothed average, in percent of its newer value.
[[nodiscard]] Line triple_exponential_change(std::span<const double> values, std::size_t period);

/// Exponential average of value + (value - the one (period - 1) / 2 bars before).
[[nodiscard]] Line zero_lag_average(std::span<const double> values, std::size_t period);

/// Kaufman's: the share between 2/3 and 2/31 goes with how straight the last `period` moves went.
[[nodiscard]] Line adaptive_average(std::span<const double> values, std::size_t period);

/// Sum of value x volume over sum of volume. REQUIRES: equal lengths.
[[nodiscard]] Line volume_weighted_average(std::span<const double> values,
                                           std::span<const double> volume, std::size_t period);

/// The straight line through a window by least squares; `offset` 0 is its value at the newest bar,
/// 1 the bar after it, 1 - period the oldest.
[[nodiscard]] Line regression_value(std::span<const double> values, std::size_t period, int offset);
[[nodiscard]] Line regression_slope(std::span<const double> values, std::size_t period);

}  // namespace ballast::planner::indicators
