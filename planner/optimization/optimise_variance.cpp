// Mean-variance, by quadratic programmes.
#include <cmath>
#include <utility>

#include "planner/optimization/algebra.hpp"
#include "planner/optimization/covariance.hpp"
#include "planner/optimization/goals.hpp"

namespace ballast::planner {
namespace {

/// Adds a variable for each weight that is at least its distance from the previous one, and costs.
void charge(QuadraticProgram& program, const TradeCost& cost) {
  const std::size_t size = cost.previous.size();
  QuadraticProgram charged{Matrix(2 * size, 2 * size), program.linear, {}};
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < size; ++j) charged.hessian(i, j) = program.hessian(i, j);
  }
  charged.linear.resize(2 * size, cost.rate);
  LinearLimits& limits = charged.limits;
  limits.lower = program.limits.lower;
  limits.upper = program.limits.upper;
  limits.lower.resize(2 * size, 0.0);
  limits.upper.resize(2 * size, unbounded);
  std::vector<double> row(2 * size);
  for (std::size_t k = 0; k < program.limits.rows.rows(); ++k) {
    row.assign(program.limits.rows.row(k).begin(), program.limits.rows.row(k).end());
    row.resize(2 * size, 0.0);
    limits.add_row(row, program.limits.row_low[k], program.limits.row_high[k]);
  }
  for (std::size_t i = 0; i < size; ++i) {
    row.assign(2 * size, 0.0);
    row[size + i] = 1.0;
    row[i] = -1.0;
    limits.add_row(row, -cost.previous[i], unbounded);
    row[i] = 1.0;
    limits.add_row(row, cost.previous[i], unbounded);
  }
  program = std::move(charged);
}

Result<Optimised> minimise_variance(const Matrix& covariance, const Weighing& weighing,
                                    const std::optional<TradeCost>& cost) {
  QuadraticProgram program{scaled(covariance, 2.0 * weighing.risk), weighing.linear,
                           weighing.limits};
  for (std::size_t i = 0; i < program.linear.size(); ++i) {
    program.hessian(i, i) += 2.0 * weighing.ridge;
  }
  if (cost) charge(program, *cost);
  auto found = solve_convex(program);
  if (!found) return tl::unexpected(found.error());
  found->x.resize(weighing.linear.size());
  return Optimised{std::move(found->x), found->residual.largest(), found->steps};
}

}  // namespace

Result<Optimised> optimise_variance(const PortfolioProblem& problem, const Matrix& covariance,
                                    const Objective& objective) {
  const SmoothRisk risk{
      [&](const Weighing& weighing) {
        return minimise_variance(covariance, weighing, problem.cost);
      },
      [&](std::span<const double> weights) { return quadratic_form(covariance, weights); }, 1.0};
  return reach_goal(problem, risk, objective);
}

Result<Optimised> nearest_weights(const LinearLimits& limits, double budget,
                                  std::vector<double> wanted) {
  const std::size_t size = wanted.size();
  for (double& weight : wanted) weight = -weight;
  auto found =
      solve_convex({identity_matrix(size), std::move(wanted), with_budget(limits, budget)});
  if (!found) return tl::unexpected(found.error());
  return Optimised{std::move(found->x), found->residual.largest(), found->steps};
}

}  // namespace ballast::planner
