// Risks of scenarios: below zero or the mean by second-order steps, those of tails and drawdowns
// by cuts.
#include <algorithm>
#include <cmath>
#include <utility>

#include "planner/optimization/algebra.hpp"
#include "planner/optimization/composite.hpp"
#include "planner/optimization/goals.hpp"
#include "planner/optimization/scenario_risk.hpp"

namespace ballast::planner {
namespace {

/// linear * w + ridge * w'w.
SmoothValue plain_value(std::span<const double> w, std::span<const double> linear, double ridge) {
  SmoothValue seen{dot(linear, w) + ridge * dot(w, w),
                   {linear.begin(), linear.end()},
                   Matrix(w.size(), w.size())};
  add_scaled(seen.gradient, 2.0 * ridge, w);
  for (std::size_t i = 0; i < w.size(); ++i) seen.hessian(i, i) = 2.0 * ridge;
  return seen;
}

void add_cost(const TradeCost& cost, std::span<const double> w, Cut& cut) {
  for (std::size_t i = 0; i < w.size(); ++i) {
    const double moved = w[i] - cost.previous[i];
    cut.value += cost.rate * std::fabs(moved);
    cut.slope[i] += moved > 0.0 ? cost.rate : moved < 0.0 ? -cost.rate : 0.0;
  }
}

/// A point within the limits.
Result<std::vector<double>> inner_point(const LinearLimits& limits) {
  const std::size_t size = limits.lower.size();
  auto found = solve_convex({identity_matrix(size), std::vector<double>(size), limits});
  if (!found) return tl::unexpected(found.error());
  return std::move(found->x);
}

Result<Optimised> minimised(const CompositeProblem& composite) {
  auto found = minimise_composite(composite);
  if (!found) return tl::unexpected(found.error());
  return Optimised{std::move(found->x), found->gap, found->rounds};
}

Result<Optimised> minimise_semivariance(const Matrix& scenarios, const Weighing& weighing,
                                        const std::optional<TradeCost>& cost) {
  CompositeProblem composite;
  composite.limits = weighing.limits;
  auto start = inner_point(weighing.limits);
  if (!start) return tl::unexpected(start.error());
  composite.start = *std::move(start);
  composite.smooth = [&](std::span<const double> w) -> std::optional<SmoothValue> {
    SmoothValue seen = plain_value(w, weighing.linear, weighing.ridge);
    add_mean_square_below(scenarios, w, weighing.risk, seen);
    return seen;
  };
  if (cost) {
    composite.sharp = [&](std::span<const double> w) {
      Cut cut{0.0, std::vector<double>(w.size())};
      add_cost(*cost, w, cut);
      return cut;
    };
  }
  return minimised(composite);
}

Result<Optimised> by_mean_square_below(const PortfolioProblem& problem, const Matrix& table,
                                       double periods, const Objective& objective) {
  const SmoothRisk risk{
      [&](const Weighing& weighing) {
        return minimise_semivariance(table, weighing, problem.cost);
      },
      [&](std::span<const double> w) { return mean_square_below(table, w) * periods; }, periods};
  return reach_goal(problem, risk, objective);
}

/// What a goal makes of a sharp risk.
struct SharpGoal {
  std::vector<double> linear;
  double ridge = 0.0;
  double factor = 1.0;          // of the risk
  double allowed = -unbounded;  // of the risk only what is above this counts
  LinearLimits limits;
};

/// Problem and scenarios outlive it.
Result<CompositeProblem> sharp_problem(const PortfolioProblem& problem, const Scenarios& scenarios,
                                       const SharpGoal& goal) {
  CompositeProblem composite;
  composite.limits = goal.limits;
  auto start = inner_point(goal.limits);
  if (!start) return tl::unexpected(start.error());
  composite.start = *std::move(start);
  composite.smooth = [linear = goal.linear,
                      ridge = goal.ridge](std::span<const double> w) -> std::optional<SmoothValue> {
    return plain_value(w, linear, ridge);
  };
  composite.sharp = [&problem, &scenarios, allowed = goal.allowed,
                     factor = goal.factor](std::span<const double> w) {
    Cut cut = scenario_cut(scenarios, w);
    if (cut.value < allowed) cut = {allowed, std::vector<double>(w.size())};
    cut.value *= factor;
    for (double& one : cut.slope) one *= factor;
    if (problem.cost) add_cost(*problem.cost, w, cut);
    return cut;
  };
  return composite;
}

Result<Optimised> minimise_sharp(const PortfolioProblem& problem, const Scenarios& scenarios,
                                 const SharpGoal& goal) {
  const auto composite = sharp_problem(problem, scenarios, goal);
  if (!composite) return tl::unexpected(composite.error());
  return minimised(*composite);
}

SharpGoal sharp_goal(const PortfolioProblem& problem, const Objective& objective) {
  return {std::vector<double>(problem.expected.size()), problem.ridge, 1.0, -unbounded,
          goal_limits(problem, objective)};
}

/// The best return at a risk: what is above it is charged for, more and more, until none is.
Result<Optimised> best_at_risk(const PortfolioProblem& problem, const Scenarios& scenarios,
                               double target) {
  SharpGoal goal{std::vector<double>(problem.expected.size()), 0.0, 1.0, -unbounded,
                 with_budget(problem.limits, problem.budget)};
  auto least = minimise_sharp(problem, scenarios, goal);
  if (!least) return least;
  if (scenario_cut(scenarios, least->weights).value > target * (1.0 + 1e-9)) {
    return tl::unexpected(Failure{FailureKind::refused, "the risk asked for cannot be had", "",
                                  "the risk of the least risky weights, or more"});
  }
  goal.linear = problem.expected;
  for (double& one : goal.linear) one = -one;
  goal.ridge = problem.ridge;
  goal.allowed = target;
  Result<Optimised> found = least;
  for (const double factor : {1e2, 1e3, 1e4, 1e5, 1e6}) {
    goal.factor = factor;
    found = minimise_sharp(problem, scenarios, goal);
    if (!found || scenario_cut(scenarios, found->weights).value <= target * (1.0 + 1e-9)) break;
  }
  return found;
}

}  // namespace

Result<Optimised> optimise_semivariance(const PortfolioProblem& problem, const Scenarios& scenarios,
                                        const Objective& objective) {
  return by_mean_square_below(problem, scenarios.returns, scenarios.periods, objective);
}

Result<Optimised> optimise_semideviation(const PortfolioProblem& problem,
                                         const Scenarios& scenarios, const Objective& objective) {
  return by_mean_square_below(problem, less_column_means(scenarios.returns), scenarios.periods,
                              objective);
}

Result<Optimised> optimise_scenarios(const PortfolioProblem& problem, const Scenarios& scenarios,
                                     const Objective& objective) {
  if (auto check = check_goal(problem, objective); !check) return tl::unexpected(check.error());
  SharpGoal goal = sharp_goal(problem, objective);
  switch (objective.goal) {
    case Goal::least_risk:
    case Goal::return_at_least:
      break;
    case Goal::best_utility:
      for (std::size_t i = 0; i < goal.linear.size(); ++i) {
        goal.linear[i] = -problem.expected[i] / scenarios.periods;
      }
      goal.factor = objective.aversion;
      break;
    case Goal::best_ratio: {
      goal.limits = ratio_limits(problem, objective.risk_free);
      auto found = minimise_sharp(problem, scenarios, goal);
      if (found) found->weights = from_ratio(std::move(found->weights), problem.budget);
      return found;
    }
    case Goal::risk_at_most:
      return best_at_risk(problem, scenarios, objective.target);
  }
  return minimise_sharp(problem, scenarios, goal);
}

Result<CompositeDescent> least_scenario_risk(const PortfolioProblem& problem,
                                             const Scenarios& scenarios) {
  auto composite =
      sharp_problem(problem, scenarios, sharp_goal(problem, {.goal = Goal::least_risk}));
  if (!composite) return tl::unexpected(composite.error());
  return CompositeDescent(*std::move(composite));
}

}  // namespace ballast::planner
