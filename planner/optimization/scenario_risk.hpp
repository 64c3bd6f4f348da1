// The risks of scenarios as functions of weights.
#pragma once

#include <span>

#include "planner/optimization/composite.hpp"
#include "planner/optimization/portfolio_problem.hpp"

namespace ballast::planner {

/// Returns the risk of the weights and its slope. REQUIRES: has_slope(scenarios.measure).
[[nodiscard]] Cut scenario_cut(const Scenarios& scenarios, std::span<const double> weights);

/// Returns the mean of min(r'w, 0)^2 over the rows.
[[nodiscard]] double mean_square_below(const Matrix& returns, std::span<const double> weights);
/// Adds factor times it, its gradient and its hessian.
void add_mean_square_below(const Matrix& returns, std::span<const double> weights, double factor,
                           SmoothValue& seen);

/// Returns the table less the mean of each column.
[[nodiscard]] Matrix less_column_means(const Matrix& table);

/// The weights of the least risk of a measure that cuts describe, a round at a time; problem and
/// scenarios outlive it. Fails where no weights are within the limits.
[[nodiscard]] Result<CompositeDescent> least_scenario_risk(const PortfolioProblem& problem,
                                                           const Scenarios& scenarios);

}  // namespace ballast::planner
