// A series beside a benchmark. Both end on the same day; where one is longer, its older returns are
// left out. A period counts where both returns are known.
#pragma once

#include <optional>
#include <span>

namespace ballast::planner::performance {

/// Covariance over variance of the benchmark. Needs two periods and a benchmark that moves
/// (variance 1e-30 and more).
[[nodiscard]] std::optional<double> beta(std::span<const double> returns,
                                         std::span<const double> benchmark, double riskless = 0.0);

/// (1 + mean(excess - beta x excess of the benchmark))^periods - 1. Needs two periods and a beta.
[[nodiscard]] std::optional<double> alpha(std::span<const double> returns,
                                          std::span<const double> benchmark, double periods,
                                          double riskless = 0.0);

/// Pearson's coefficient. Needs two periods, and both to move.
[[nodiscard]] std::optional<double> correlation(std::span<const double> returns,
                                                std::span<const double> benchmark);

/// Which periods of the benchmark count.
enum class Market { all, rising, falling };

/// Yearly growth over the benchmark's, of those periods; missing without one.
[[nodiscard]] std::optional<double> capture(std::span<const double> returns,
                                            std::span<const double> benchmark, Market market,
                                            double periods);

/// Capture of rising over that of falling markets.
[[nodiscard]] std::optional<double> up_down_capture(std::span<const double> returns,
                                                    std::span<const double> benchmark,
                                                    double periods);

}  // namespace ballast::planner::performance
