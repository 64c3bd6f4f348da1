#include "planner/optimization/risk_parity.hpp"

#include <cmath>
#include <memory>
#include <utility>

#include "planner/numeric/elementary.hpp"
#include "planner/optimization/algebra.hpp"
#include "planner/optimization/composite.hpp"
#include "planner/optimization/covariance.hpp"
#include "planner/optimization/goals.hpp"
#include "planner/optimization/price_table.hpp"
#include "planner/optimization/scenario_risk.hpp"

namespace ballast::planner {
namespace {

/// Minus the sum of share * log w; nothing where a weight is not above zero.
std::optional<SmoothValue> barrier(std::span<const double> w, const std::vector<double>& shares) {
  SmoothValue seen{0.0, std::vector<double>(w.size()), Matrix(w.size(), w.size())};
  for (std::size_t i = 0; i < w.size(); ++i) {
    if (!(w[i] > 0.0)) return std::nullopt;
    seen.value -= shares[i] * logarithm(w[i]);
    seen.gradient[i] = -shares[i] / w[i];
    seen.hessian(i, i) = shares[i] / (w[i] * w[i]);
  }
  return seen;
}

CompositeProblem positive_problem(std::vector<double> start) {
  CompositeProblem problem;
  problem.limits.lower.assign(start.size(), 0.0);
  problem.limits.upper.assign(start.size(), unbounded);
  problem.limits.rows = Matrix(0, start.size());
  problem.start = std::move(start);
  return problem;
}

Result<Optimised> scaled_to_one(const CompositeProblem& problem) {
  return scaled_parity(minimise_composite(problem));
}

std::vector<double> inverse_risks(const Scenarios& scenarios, const std::vector<double>& shares) {
  std::vector<double> start(shares.size());
  for (std::size_t i = 0; i < start.size(); ++i) {
    start[i] = shares[i] / std::sqrt(risk_of(RiskMeasure::variance, column_of(scenarios.returns, i),
                                             scenarios.tail));
  }
  return start;
}

}  // namespace

CompositeDescent variance_parity(const Matrix& given, const std::vector<double>& shares) {
  // Variances near one, so that the barrier and the risk bend alike; the answer is the same.
  const auto covariance = std::make_shared<const Matrix>(scaled(given, 1.0 / given(0, 0)));
  std::vector<double> start(shares.size());
  for (std::size_t i = 0; i < start.size(); ++i) start[i] = 1.0 / std::sqrt((*covariance)(i, i));
  CompositeProblem problem = positive_problem(std::move(start));
  problem.smooth = [covariance, shares](std::span<const double> w) {
    auto seen = barrier(w, shares);
    if (!seen) return seen;
    const std::vector<double> slope = product(*covariance, w);
    seen->value += 0.5 * dot(slope, w);
    add_scaled(seen->gradient, 1.0, slope);
    add_scaled(seen->hessian.cells(), 1.0, covariance->cells());
    return seen;
  };
  return CompositeDescent(std::move(problem));
}

Result<Optimised> scaled_parity(Result<CompositeSolution> found) {
  if (!found) return tl::unexpected(found.error());
  return Optimised{from_ratio(std::move(found->x), 1.0), found->gap, found->rounds};
}

Result<Optimised> parity_of_variance(const Matrix& covariance, const std::vector<double>& shares) {
  CompositeDescent descent = variance_parity(covariance, shares);
  while (descent.advance()) {
  }
  return scaled_parity(descent.take());
}

Result<Optimised> parity_of_semideviation(const Scenarios& scenarios,
                                          const std::vector<double>& shares) {
  const Matrix moves = less_column_means(scenarios.returns);
  CompositeProblem problem = positive_problem(inverse_risks(scenarios, shares));
  problem.smooth = [&](std::span<const double> w) {
    auto seen = barrier(w, shares);
    if (seen) add_mean_square_below(moves, w, 0.5, *seen);
    return seen;
  };
  return scaled_to_one(problem);
}

Result<Optimised> parity_of_scenarios(const Scenarios& scenarios,
                                      const std::vector<double>& shares) {
  CompositeProblem problem = positive_problem(inverse_risks(scenarios, shares));
  problem.smooth = [&](std::span<const double> w) { return barrier(w, shares); };
  problem.sharp = [&](std::span<const double> w) { return scenario_cut(scenarios, w); };
  return scaled_to_one(problem);
}

}  // namespace ballast::planner
