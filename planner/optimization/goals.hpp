// What all smooth risks have in common: every goal is some of a few convex programmes.
#pragma once

#include <functional>

#include "planner/optimization/portfolio_problem.hpp"

namespace ballast::planner {

/// One convex programme: weight * squared risk + linear * w + ridge * w'w, within limits.
struct Weighing {
  double risk = 1.0;
  std::vector<double> linear;
  double ridge = 0.0;
  LinearLimits limits;
};

struct SmoothRisk {
  std::function<Result<Optimised>(const Weighing&)> minimise;
  std::function<double(std::span<const double>)> squared;  // in the units of the target
  double utility_periods = 1.0;  // expected returns are divided by it in the utility
};

/// Reaches the goal by `risk`; cost is the caller's.
[[nodiscard]] Result<Optimised> reach_goal(const PortfolioProblem& problem, const SmoothRisk& risk,
                                           const Objective& objective);

/// Returns the limits of y = w / k for the best ratio: those of w times sum y, and the excess
/// return of 1. REQUIRES: a budget above zero.
[[nodiscard]] LinearLimits ratio_limits(const PortfolioProblem& problem, double risk_free);
/// Returns y scaled to sum to the budget.
[[nodiscard]] std::vector<double> from_ratio(std::vector<double> y, double budget);
/// Returns the best expected return that the limits and budget allow.
[[nodiscard]] Result<double> best_return(const PortfolioProblem& problem);
/// Says why the goal cannot be had, if so: a return above the best, a ratio where nothing returns
/// more than the risk-free rate. Of a target of risk nothing is said.
[[nodiscard]] Result<void> check_goal(const PortfolioProblem& problem, const Objective& objective);

/// Returns the limits of a goal: the budget, and the return where one is asked for.
[[nodiscard]] LinearLimits goal_limits(const PortfolioProblem& problem, const Objective& objective);

}  // namespace ballast::planner
