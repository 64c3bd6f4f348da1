// Risk and growth of one security, from its prices. Each needs a certain length of history and is
// missing without it.
#pragma once

#include <optional>
#include <span>

namespace ballast::planner {

/// Sample standard deviation of the daily returns times sqrt(252). Needs 30 closes, all but the
/// last positive.
[[nodiscard]] std::optional<double> volatility_annual(std::span<const double> closes);

/// Mean daily return over its sample standard deviation, times sqrt(252); no risk-free rate. Needs
/// 50 closes, all but the last positive, and a deviation above zero.
[[nodiscard]] std::optional<double> sharpe_ratio(std::span<const double> closes);

/// Yearly mean return over the yearly downside deviation, in which days of gain count as zero.
/// Needs two returns and a day of loss.
[[nodiscard]] std::optional<double> sortino_ratio(std::span<const double> closes);

/// The deepest fall from a running high, as a fraction: -0.25 for a quarter lost; 0 if prices only
/// rose. Needs 30 closes, all positive.
[[nodiscard]] std::optional<double> max_drawdown(std::span<const double> closes);

/// Returns the last close over the mean of the last 200, less one. Needs 200 closes and a mean
/// above zero.
[[nodiscard]] std::optional<double> distance_from_mean(std::span<const double> closes);

/// Yearly growth over the last `months` monthly values (as many as there are, if fewer):
/// (last / first)^(12 / months) - 1; the months are counted as values, not as the intervals between
/// them. Needs 12 values, the first and the last positive.
[[nodiscard]] std::optional<double> yearly_growth(std::span<const double> monthly,
                                                  std::size_t months);

}  // namespace ballast::planner
