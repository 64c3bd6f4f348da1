// Weights of which each carries its share of the risk.
#pragma once

#include "planner/optimization/composite.hpp"
#include "planner/optimization/portfolio_problem.hpp"

namespace ballast::planner {

/// Returns long-only weights that sum to 1 and whose contributions to volatility are in proportion
/// to `shares` (all above zero): the least w'Sw / 2 - sum(share log w), scaled (Spinu 2013).
/// REQUIRES: variances above zero.
[[nodiscard]] Result<Optimised> parity_of_variance(const Matrix& covariance,
                                                   const std::vector<double>& shares);
/// The same, a round at a time; what comes out is scaled by scaled_parity.
[[nodiscard]] CompositeDescent variance_parity(const Matrix& covariance,
                                               const std::vector<double>& shares);
[[nodiscard]] Result<Optimised> scaled_parity(Result<CompositeSolution> found);
/// The same for the root of the mean square of returns below their mean.
[[nodiscard]] Result<Optimised> parity_of_semideviation(const Scenarios& scenarios,
                                                        const std::vector<double>& shares);
/// The same for a measure that has a slope, where it has one slope only at the weights found.
[[nodiscard]] Result<Optimised> parity_of_scenarios(const Scenarios& scenarios,
                                                    const std::vector<double>& shares);

}  // namespace ballast::planner
