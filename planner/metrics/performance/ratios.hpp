// What was earned for the risk that was taken. A ratio that has no value (no returns, nothing over
// nothing) is missing; something over nothing is infinite.
#pragma once

#include <optional>
#include <span>

#include "planner/metrics/performance/returns.hpp"

namespace ballast::planner::performance {

/// Sample deviation of the returns times sqrt(periods). Needs two returns.
[[nodiscard]] std::optional<double> yearly_volatility(std::span<const double> returns,
                                                      double periods);

/// Mean over sample deviation of returns that are already less the riskless ones, times
/// sqrt(periods). Needs two.
[[nodiscard]] std::optional<double> sharpe(std::span<const double> excess, double periods);

/// sqrt(mean(min(excess, 0)^2) x periods), the mean over all known returns.
[[nodiscard]] std::optional<double> downside_risk(std::span<const double> excess, double periods);

/// Yearly mean of returns less the required ones over their downside risk. Needs two.
[[nodiscard]] std::optional<double> sortino(std::span<const double> excess, double periods);

/// Mean over sample deviation of returns less those of the benchmark, not yearly; missing where
/// they never differ. Needs two.
[[nodiscard]] std::optional<double> information_ratio(std::span<const double> excess);

/// Sum of the returns above the threshold over that of those below; missing where none is below.
/// The threshold is `riskless` plus the yearly required return broken down to a period. Needs two.
[[nodiscard]] std::optional<double> omega(std::span<const double> returns, double riskless,
                                          double required_yearly, double periods);

/// Yearly growth over the deepest drawdown; missing without a drawdown.
[[nodiscard]] std::optional<double> calmar(std::span<const double> returns, double periods);

}  // namespace ballast::planner::performance
