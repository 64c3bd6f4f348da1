// Which securities' prices move together.
#pragma once

#include <span>
#include <vector>

#include "planner/metrics/history.hpp"
#include "planner/model/failure.hpp"
#include "planner/model/plan_inputs.hpp"

namespace ballast::planner {

/// How many of a security's newest closes count.
inline constexpr std::size_t correlated_closes = 252;
/// Days that the table has room for; with more, the oldest are left out.
inline constexpr std::size_t correlated_days_max = 1'000;
inline constexpr std::size_t correlated_pairs_max = 20'000;

struct CorrelatedSeries {
  SecurityId security;
  PriceHistory history;
};

/// Returns the pairs whose correlation is above `threshold` in size, first < second, rising.
/// REQUIRES: series by rising id.
///
/// A table of days (all on which any security has a close) by securities is filled forward, then
/// backward; of it the simple daily returns; of those Pearson's coefficient. A security without a
/// close, or with one that is not positive, and one that never moves are correlated with none.
/// Fails where more than correlated_pairs_max pairs are found. With n securities this takes
/// n^2 / 2 scalar products of at most correlated_days_max terms: about a second for 1,000
/// securities of 252 days on a small board, and 8 n days bytes.
[[nodiscard]] Result<std::vector<Correlation>> correlations_above(
    std::span<const CorrelatedSeries> series, double threshold);

}  // namespace ballast::planner
