// Indicators of prices and volume.
#pragma once

#include <vector>

#include "planner/metrics/indicators/line.hpp"

namespace ballast::planner::indicators {

/// Returns (high + low + close) / 3 of each bar.
[[nodiscard]] std::vector<double> typical_prices(const Bars& bars);

/// Volume added on a rise and taken off on a fall, from 0 at the first bar.
[[nodiscard]] Line on_balance_volume(const Bars& bars);

/// Chaikin's accumulation: volume by where the close stands between low (-1) and high (1), added
/// up.
[[nodiscard]] Line accumulation(const Bars& bars);

/// Short less long exponential average of the accumulation, both seeded by its first value, from
/// bar slow - 1 on.
[[nodiscard]] Line accumulation_oscillator(const Bars& bars, std::size_t fast, std::size_t slow);

/// Money flow index: 100 x the turnover at rising typical prices over that at moving ones, of
/// `period` changes; 0 where none moved.
[[nodiscard]] Line money_flow(const Bars& bars, std::size_t period);

}  // namespace ballast::planner::indicators
