// Indicators of closes alone: how far and how steadily a price moves.
#pragma once

#include "planner/metrics/indicators/averages.hpp"

namespace ballast::planner::indicators {

/// Change over `period` bars: absolute, as a fraction, and as a ratio of new to old.
[[nodiscard]] Line momentum(std::span<const double> closes, std::size_t period);
[[nodiscard]] Line rate_of_change(std::span<const double> closes, std::size_t period);
[[nodiscard]] Line ratio_of_change(std::span<const double> closes, std::size_t period);

/// Where Wilder's averages of gains and losses begin: with the means of the first `period` changes,
/// or with zero before the first change.
enum class RsiSeed : std::uint8_t { means, zero };

/// Wilder's relative strength index: 100 - 100 / (1 + gain / loss); without loss 100, without
/// either 50. Begins at bar `period`.
[[nodiscard]] Line relative_strength(std::span<const double> closes, std::size_t period,
                                     RsiSeed seed = RsiSeed::means);

/// Where the index stands between its lowest and highest of `period` bars, 0 to 1; 0 where they are
/// the same.
[[nodiscard]] Line stochastic_strength(std::span<const double> closes, std::size_t period);

/// Chande's: 100 (gains - losses) / (gains + losses) over `period` changes; 0 without any.
[[nodiscard]] Line chande_momentum(std::span<const double> closes, std::size_t period);

/// True strength: 100 x twice smoothed change over twice smoothed absolute change.
[[nodiscard]] Line true_strength(std::span<const double> closes, std::size_t lookback,
                                 std::size_t smooth);

/// Short less long exponential average, seeded by the first close, and in percent of the long one.
[[nodiscard]] Line absolute_oscillator(std::span<const double> closes, std::size_t fast,
                                       std::size_t slow);
[[nodiscard]] Line percentage_oscillator(std::span<const double> closes, std::size_t fast,
                                         std::size_t slow);

struct Macd {
  Line line;
  Line signal;
  Line histogram;
};

/// Difference of two exponential averages, its own average, and what lies between.
[[nodiscard]] Macd macd(std::span<const double> closes, std::size_t fast, std::size_t slow,
                        std::size_t signal);

/// The same as older books print it: averages seeded by their first value, the difference from bar
/// slow - 1 on. Their shares for 12 and 26 are 0.15 and 0.075, not 2/13 and 2/27.
[[nodiscard]] Macd macd_of_the_books(std::span<const double> closes, std::size_t fast,
                                     std::size_t slow, std::size_t signal);

/// A close period / 2 + 1 bars ago less the mean of the last `period`.
[[nodiscard]] Line detrended_price(std::span<const double> closes, std::size_t period);

/// Vertical horizontal filter: highest less lowest close over the sum of `period` moves.
[[nodiscard]] Line horizontal_filter(std::span<const double> closes, std::size_t period);

struct Bands {
  Line lower;
  Line middle;
  Line upper;
};

/// Bollinger's: mean and `widths` population deviations to both sides.
[[nodiscard]] Bands bollinger(std::span<const double> closes, std::size_t period, double widths);

/// Returns (close - lower) / (upper - lower), 0.5 where the bands have collapsed.
[[nodiscard]] Line place_in_bands(std::span<const double> closes, const Bands& bands);

/// Returns (upper - lower) / middle.
[[nodiscard]] Line width_of(const Bands& bands);

}  // namespace ballast::planner::indicators
