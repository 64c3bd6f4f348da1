#include "planner/optimization/goals.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "planner/numeric/elementary.hpp"
#include "planner/opportunities/wording.hpp"
#include "planner/optimization/algebra.hpp"

namespace ballast::planner {
namespace {

std::vector<double> negative(std::vector<double> values, double divided_by = 1.0) {
  for (double& value : values) value = -value / divided_by;
  return values;
}

/// Finds the weight of risk at which risk is as asked: it falls as the weight rises.
class RiskSearch {
 public:
  RiskSearch(const PortfolioProblem& problem, const SmoothRisk& risk, double target)
      : problem_(problem), risk_(risk), target_(target) {}

  Result<Optimised> find() {
    const LinearLimits limits = with_budget(problem_.limits, problem_.budget);
    auto least = risk_.minimise({1.0, zeros(), 0.0, limits});
    if (!least) return least;
    const double lowest = std::sqrt(std::max(risk_.squared(least->weights), 0.0));
    if (lowest > target_ * (1.0 + 1e-9)) {
      return tl::unexpected(Failure{FailureKind::refused,
                                    "a risk of " + percent_text(target_, 2) + " cannot be had", "",
                                    percent_text(lowest, 2) + " or more"});
    }
    // Without bounds the return has no end, but at this risk it has.
    auto boldest = at(0.0);
    if (boldest && miss(*boldest) <= 0.0) return boldest;
    return between();
  }

 private:
  [[nodiscard]] std::vector<double> zeros() const {
    return std::vector<double>(problem_.expected.size());
  }

  Result<Optimised> at(double weight) const {
    return risk_.minimise({0.5 * weight, negative(problem_.expected), problem_.ridge,
                           with_budget(problem_.limits, problem_.budget)});
  }

  [[nodiscard]] double miss(const Optimised& found) const {
    return std::sqrt(std::max(risk_.squared(found.weights), 0.0)) - target_;
  }

  /// By false position in the logarithm of the weight (Illinois), between two that enclose it.
  Result<Optimised> between() const {
    double low = 0.0;  // logarithms
    double high = 0.0;
    double low_miss = 0.0;
    double high_miss = 0.0;
    if (!enclose(low, high, low_miss, high_miss)) return at(exponential(high));
    for (int step = 0; step < 200; ++step) {
      const double middle = step % 8 == 7 ? 0.5 * (low + high)
                                          : low + (high - low) * low_miss / (low_miss - high_miss);
      auto found = at(exponential(middle));
      if (!found) return found;
      const double off = miss(*found);
      const bool narrow = high - low <= 1e-14 * std::max(1.0, std::fabs(high));
      if (std::fabs(off) <= 1e-13 * target_ || narrow) return found;
      if (off > 0.0) {
        low = middle;
        low_miss = off;
        high_miss *= 0.5;
      } else {
        high = middle;
        high_miss = off;
        low_miss *= 0.5;
      }
    }
    return at(exponential(high));
  }

  [[nodiscard]] bool enclose(double& low, double& high, double& low_miss, double& high_miss) const {
    const auto first = at(1.0);
    if (!first) return false;
    low_miss = high_miss = miss(*first);
    for (int step = 0; step < 30 && low_miss <= 0.0; ++step) {
      const auto bolder = at(exponential(low -= 1.0));
      if (!bolder) return false;
      low_miss = miss(*bolder);
    }
    for (int step = 0; step < 30 && high_miss > 0.0; ++step) {
      const auto calmer = at(exponential(high += 1.0));
      if (!calmer) return false;
      high_miss = miss(*calmer);
    }
    return low_miss > 0.0 && high_miss <= 0.0;
  }

  const PortfolioProblem& problem_;
  const SmoothRisk& risk_;
  double target_;
};

Result<void> check_ratio(const PortfolioProblem& problem, double risk_free) {
  if (!(problem.budget > 0.0)) {
    return tl::unexpected(Failure{FailureKind::refused,
                                  "the best ratio needs weights that sum to more than zero", "",
                                  "another goal"});
  }
  const auto best = best_return(problem);
  if (!best) return tl::unexpected(best.error());
  if (*best > risk_free) return {};
  return tl::unexpected(Failure{FailureKind::refused,
                                "no weights return more than the risk-free rate of " +
                                    percent_text(risk_free, 2) + "; the best return " +
                                    percent_text(*best, 2),
                                "", "least risk as goal"});
}

Result<void> check_target_return(const PortfolioProblem& problem, double target) {
  const auto best = best_return(problem);
  if (!best) return tl::unexpected(best.error());
  if (target <= *best + 1e-9) return {};
  return tl::unexpected(Failure{FailureKind::refused,
                                "a return of " + percent_text(target, 2) + " cannot be had", "",
                                percent_text(*best, 2) + " or less"});
}

}  // namespace

LinearLimits with_budget(const LinearLimits& limits, double budget) {
  LinearLimits whole = limits;
  whole.add_row(std::vector<double>(limits.lower.size(), 1.0), budget, budget);
  return whole;
}

LinearLimits ratio_limits(const PortfolioProblem& problem, double risk_free) {
  const std::size_t size = problem.expected.size();
  const LinearLimits& limits = problem.limits;
  LinearLimits scaled_limits;
  scaled_limits.lower.assign(size, -unbounded);
  scaled_limits.upper.assign(size, unbounded);
  std::vector<double> row(size);
  // y_i - (l_i / budget) sum y >= 0, and so on.
  const auto add = [&](double bound, double low, double high) {
    for (double& cell : row) cell -= bound / problem.budget;
    scaled_limits.add_row(row, low, high);
  };
  const double lowest = *std::min_element(limits.lower.begin(), limits.lower.end());
  for (std::size_t i = 0; i < size; ++i) {
    if (limits.lower[i] == 0.0) {
      scaled_limits.lower[i] = 0.0;
    } else if (std::isfinite(limits.lower[i])) {
      row.assign(size, 0.0);
      row[i] = 1.0;
      add(limits.lower[i], 0.0, unbounded);
    }
    const bool idle = lowest >= 0.0 && limits.upper[i] >= problem.budget;
    if (idle || !std::isfinite(limits.upper[i])) continue;
    row.assign(size, 0.0);
    row[i] = 1.0;
    add(limits.upper[i], -unbounded, 0.0);
  }
  for (std::size_t k = 0; k < limits.rows.rows(); ++k) {
    const auto whole = limits.rows.row(k);
    if (std::isfinite(limits.row_low[k])) {
      row.assign(whole.begin(), whole.end());
      add(limits.row_low[k], 0.0, unbounded);
    }
    if (std::isfinite(limits.row_high[k])) {
      row.assign(whole.begin(), whole.end());
      add(limits.row_high[k], -unbounded, 0.0);
    }
  }
  for (std::size_t i = 0; i < size; ++i) row[i] = problem.expected[i] - risk_free / problem.budget;
  scaled_limits.add_row(row, 1.0, 1.0);
  if (!(lowest >= 0.0)) {
    scaled_limits.add_row(std::vector<double>(size, 1.0), 0.0, unbounded);
  }
  return scaled_limits;
}

std::vector<double> from_ratio(std::vector<double> y, double budget) {
  double sum = 0.0;
  for (const double one : y) sum += one;
  for (double& one : y) one *= budget / sum;
  return y;
}

Result<double> best_return(const PortfolioProblem& problem) {
  const std::size_t size = problem.expected.size();
  bool bounded = true;
  for (std::size_t i = 0; i < size; ++i) {
    bounded =
        bounded && std::isfinite(problem.limits.lower[i]) && std::isfinite(problem.limits.upper[i]);
  }
  if (!bounded) return unbounded;
  const auto found = solve_convex({Matrix(size, size), negative(problem.expected),
                                   with_budget(problem.limits, problem.budget)});
  if (!found) return tl::unexpected(found.error());
  return dot(found->x, problem.expected);
}

Result<void> check_goal(const PortfolioProblem& problem, const Objective& objective) {
  if (objective.goal == Goal::return_at_least)
    return check_target_return(problem, objective.target);
  if (objective.goal == Goal::best_ratio) return check_ratio(problem, objective.risk_free);
  return {};
}

LinearLimits goal_limits(const PortfolioProblem& problem, const Objective& objective) {
  LinearLimits limits = with_budget(problem.limits, problem.budget);
  if (objective.goal == Goal::return_at_least) {
    limits.add_row(problem.expected, objective.target, unbounded);
  }
  return limits;
}

Result<Optimised> reach_goal(const PortfolioProblem& problem, const SmoothRisk& risk,
                             const Objective& objective) {
  const std::vector<double> nothing(problem.expected.size());
  if (auto check = check_goal(problem, objective); !check) return tl::unexpected(check.error());
  switch (objective.goal) {
    case Goal::least_risk:
    case Goal::return_at_least:
      break;
    case Goal::best_utility:
      return risk.minimise({0.5 * objective.aversion,
                            negative(problem.expected, risk.utility_periods), problem.ridge,
                            goal_limits(problem, objective)});
    case Goal::best_ratio: {
      auto found =
          risk.minimise({1.0, nothing, problem.ridge, ratio_limits(problem, objective.risk_free)});
      if (found) found->weights = from_ratio(std::move(found->weights), problem.budget);
      return found;
    }
    case Goal::risk_at_most:
      return RiskSearch(problem, risk, objective.target).find();
  }
  return risk.minimise({1.0, nothing, problem.ridge, goal_limits(problem, objective)});
}

}  // namespace ballast::planner
