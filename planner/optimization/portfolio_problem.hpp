// Choosing weights: what is expected, what is allowed, what is wanted, and what comes out.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "planner/optimization/quadratic_program.hpp"
#include "planner/optimization/risk_measures.hpp"

namespace ballast::planner {

/// What trading costs: rate times the sum of |w - previous|.
struct TradeCost {
  double rate = 0.0;
  std::vector<double> previous;
};

struct PortfolioProblem {
  std::vector<double> expected;  // annual
  LinearLimits limits;           // of each weight, and of groups (rows)
  double budget = 1.0;           // what the weights sum to
  double ridge = 0.0;            // times the sum of squared weights, added to what is minimised
  std::optional<TradeCost> cost;
};

enum class Goal : std::uint8_t {
  least_risk,
  best_ratio,       // of (return - risk_free) to risk
  best_utility,     // return - aversion / 2 * squared risk
  return_at_least,  // the least risk that returns `target`
  risk_at_most,     // the best return at a risk of `target`
};

struct Objective {
  Goal goal = Goal::least_risk;
  double target = 0.0;
  double aversion = 1.0;
  double risk_free = 0.0;
};

/// Past returns as equally likely futures.
struct Scenarios {
  Matrix returns;  // complete
  RiskMeasure measure = RiskMeasure::conditional_value_at_risk;
  double tail = 0.05;
  double periods = 252.0;  // in a year
};

struct Optimised {
  std::vector<double> weights;
  double residual = 0.0;  // of the conditions of optimality, or the gap that is proven
  int steps = 0;
};

/// Volatility (the root of w'Sw) as risk; `covariance` is annual and positive semidefinite.
/// Refused, telling what is attainable, where the target is not; and where no weights fit.
[[nodiscard]] Result<Optimised> optimise_variance(const PortfolioProblem& problem,
                                                  const Matrix& covariance,
                                                  const Objective& objective);

/// The root of the mean square of returns below zero as risk, annual where it is a target. The
/// utility is that of one period.
[[nodiscard]] Result<Optimised> optimise_semivariance(const PortfolioProblem& problem,
                                                      const Scenarios& scenarios,
                                                      const Objective& objective);
/// The same of returns below their mean.
[[nodiscard]] Result<Optimised> optimise_semideviation(const PortfolioProblem& problem,
                                                       const Scenarios& scenarios,
                                                       const Objective& objective);

/// A measure that has a slope as risk, for the period of the scenarios.
[[nodiscard]] Result<Optimised> optimise_scenarios(const PortfolioProblem& problem,
                                                   const Scenarios& scenarios,
                                                   const Objective& objective);

/// Returns the weights nearest to `wanted` (least squares) that the limits and budget allow.
[[nodiscard]] Result<Optimised> nearest_weights(const LinearLimits& limits, double budget,
                                                std::vector<double> wanted);

/// Returns the limits with a row for the budget.
[[nodiscard]] LinearLimits with_budget(const LinearLimits& limits, double budget);

}  // namespace ballast::planner
