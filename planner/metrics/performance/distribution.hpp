// How returns are spread: percentiles, tails, the shape of the distribution, and how straight the
// growth was.
#pragma once

#include <optional>
#include <span>

namespace ballast::planner::performance {

/// Returns the value below which `share` of the known returns lie, straight between neighbours;
/// missing without returns. REQUIRES: 0 <= share <= 1.
[[nodiscard]] std::optional<double> percentile(std::span<const double> returns, double share);

/// The percentile at `cutoff`, as a return: -0.03 is a loss of 3 %.
[[nodiscard]] std::optional<double> value_at_risk(std::span<const double> returns, double cutoff);

/// Returns the mean of the returns at or below the value at risk.
[[nodiscard]] std::optional<double> conditional_value_at_risk(std::span<const double> returns,
                                                              double cutoff);

/// Returns |95th percentile| / |5th percentile|.
[[nodiscard]] std::optional<double> tail_ratio(std::span<const double> returns);

/// Third and fourth standardised moment, from population moments; the normal distribution has 0
/// and, with 3 taken off, 0. Missing without spread.
[[nodiscard]] std::optional<double> skew(std::span<const double> returns);
[[nodiscard]] std::optional<double> excess_kurtosis(std::span<const double> returns);

/// Returns the share of the variance of summed logarithmic returns that a straight line explains.
/// Needs two returns.
[[nodiscard]] std::optional<double> stability(std::span<const double> returns);

}  // namespace ballast::planner::performance
