// Indicators of highs and lows: how wide a bar is, and where a close stands in a range.
#pragma once

#include <cstdint>

#include "planner/metrics/indicators/oscillators.hpp"

namespace ballast::planner::indicators {

/// Whether the first bar, which has no close before it, counts with its own high less low.
enum class FirstBar : std::uint8_t { left_out, counts };

/// The largest of high - low and the distances of both from the close before.
[[nodiscard]] Line true_range(const Bars& bars, FirstBar first = FirstBar::left_out);

/// Wilder's average of the true range, and in percent of the close.
[[nodiscard]] Line average_true_range(const Bars& bars, std::size_t period,
                                      FirstBar first = FirstBar::left_out);
[[nodiscard]] Line normalised_range(const Bars& bars, std::size_t period,
                                    FirstBar first = FirstBar::left_out);

struct Directional {
  Line plus;   // begins at bar `period`
  Line minus;  // as above
  Line index;  // ADX, begins at bar 2 period - 1
};

/// Wilder's directional movement: 100 x smoothed movement over smoothed true range; the index is
/// the average of 100 |plus - minus| / (plus + minus).
[[nodiscard]] Directional directional_movement(const Bars& bars, std::size_t period);

struct Stochastic {
  Line k;
  Line d;
};

/// 100 (close - lowest) / (highest - lowest) of `period` bars (0 without a range), averaged over
/// `smooth_k`, and that averaged over `smooth_d`.
[[nodiscard]] Stochastic stochastic(const Bars& bars, std::size_t period, std::size_t smooth_k,
                                    std::size_t smooth_d);

/// -100 (highest - close) / (highest - lowest); 0 without a range.
[[nodiscard]] Line williams_percent(const Bars& bars, std::size_t period);

/// Commodity channel index: (typical price - its mean) / (0.015 x its mean deviation); 0 without a
/// deviation.
[[nodiscard]] Line commodity_channel(const Bars& bars, std::size_t period);

/// Williams' ultimate oscillator: buying pressure over true range, of three periods weighing 4, 2
/// and 1.
[[nodiscard]] Line ultimate_oscillator(const Bars& bars, std::size_t fast, std::size_t middle,
                                       std::size_t slow);

struct Aroon {
  Line down;
  Line up;
  Line oscillator;  // up - down
};

/// 100 (period - bars since the extreme) / period, of the last period + 1 bars; of equal extremes
/// the newest.
[[nodiscard]] Aroon aroon(const Bars& bars, std::size_t period);

/// Highest high and lowest low of the `period` bars before the current one.
[[nodiscard]] Bands donchian(const Bars& bars, std::size_t period);

/// Exponential average of closes and `widths` average true ranges to both sides.
[[nodiscard]] Bands keltner(const Bars& bars, std::size_t period, double widths,
                            std::size_t range_period);

}  // namespace ballast::planner::indicators
