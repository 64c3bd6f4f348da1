// How the market is, from -1 (bear) to 1 (bull), from the returns of its indices.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "planner/metrics/history.hpp"

namespace ballast::planner::scoring {

struct WeightedIndex {
  double weight = 0.0;
  PriceHistory history;
};

inline constexpr std::size_t climate_days = 30;
inline constexpr std::size_t least_climate_days = 20;

struct Climate {
  double score = 0.0;  // -1..1, smoothed
  double raw = 0.0;    // of these 30 days alone
  bool stale = false;  // fewer than 20 days that all indices have: the score before stays
};

/// Returns the weighted daily returns on the days that every index has, the last 30 of them.
[[nodiscard]] std::vector<double> composite_returns(std::span<const WeightedIndex> indices);

/// tanh(2 (0.50 clamp(600 mean, -1, 1) + 0.25 clamp(-15 (deviation - 0.02), -1, 1) + 0.25 clamp(5.8
/// (drawdown + 0.05), -1, 1))). Needs two returns.
[[nodiscard]] double climate_of_returns(std::span<const double> returns);

/// The mean of that and of clamp(10 x (price / mean of 200 closes - 1), -1, 1), weighted over the
/// indices that have 200 closes (left out where none has); then a tenth of it and nine tenths
/// of the score before. Never seen before: itself; without 20 common days: the score before, or 0,
/// marked stale.
[[nodiscard]] Climate read_climate(std::span<const WeightedIndex> indices,
                                   std::optional<double> before);

/// Walks through the last 500 days that every index has, reads the climate of each with that of the
/// day before, and returns the score that weights follow: it moves to the climate where weights are
/// outdated by it, else it stays. Depends on the prices alone. Nothing without 20 common days.
[[nodiscard]] std::optional<double> followed_climate(std::span<const WeightedIndex> indices);

}  // namespace ballast::planner::scoring
