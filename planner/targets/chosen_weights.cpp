#include "planner/targets/chosen_weights.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "planner/opportunities/wording.hpp"
#include "planner/optimization/algebra.hpp"
#include "planner/optimization/covariance.hpp"
#include "planner/optimization/goals.hpp"
#include "planner/optimization/hierarchical_parity.hpp"
#include "planner/optimization/risk_parity.hpp"

namespace ballast::planner {
namespace {

// Of the best return, where the target is out of reach.
constexpr double nearly_best = 0.98;

ChosenWeights scaled_to(std::vector<double> weights, double budget, double residual) {
  for (double& weight : weights) weight *= budget;
  return {std::move(weights), residual};
}

Result<ChosenWeights> taken(Result<Optimised> found) {
  if (!found) return tl::unexpected(found.error());
  return ChosenWeights{std::move(found->weights), found->residual};
}

ChosenWeights by_clusters(const RiskModel& model, double budget) {
  const Matrix floored = with_variance_floor(model.covariance);
  return scaled_to(hierarchical_parity(floored, cluster_tree(floored).order), budget, 0.0);
}

Result<ChosenWeights> for_return(const PortfolioProblem& problem, const RiskModel& model,
                                 const TargetRules& rules, std::vector<std::string>& notes) {
  Objective objective{.goal = Goal::return_at_least,
                      .target = rules.target_return * problem.budget};
  const auto best = best_return(problem);
  if (!best) return tl::unexpected(best.error());
  if (*best < objective.target) {
    notes.push_back("a return of " + percent_text(rules.target_return, 1) +
                    " cannot be had within the bounds: the best is " +
                    percent_text(*best / problem.budget, 1) + ", so nearly that is aimed at");
    objective.target = *best - (1.0 - nearly_best) * std::fabs(*best);
  }
  return taken(optimise_variance(problem, model.covariance, objective));
}

Result<ChosenWeights> blended(const PortfolioProblem& problem, const RiskModel& model,
                              const TargetRules& rules, double share,
                              std::vector<std::string>& notes) {
  auto chosen = for_return(problem, model, rules, notes);
  if (!chosen) return chosen;
  for (double& weight : chosen->weights) weight *= 1.0 - share;
  add_scaled(chosen->weights, share, by_clusters(model, problem.budget).weights);
  return chosen;
}

Result<ChosenWeights> by_scenarios(const PortfolioProblem& problem, const RiskModel& model,
                                   const TargetRules& rules) {
  Scenarios scenarios{complete_rows(model.returns), {}, rules.tail, 252.0};
  if (scenarios.returns.rows() < target_returns_min) {
    return tl::unexpected(
        Failure{FailureKind::missing,
                "the securities have " + std::to_string(scenarios.returns.rows()) +
                    " days of returns in common",
                "", std::to_string(target_returns_min) + " or more for this method"});
  }
  const Objective least{.goal = Goal::least_risk};
  switch (rules.method) {
    case TargetMethod::semivariance:
      return taken(optimise_semivariance(problem, scenarios, least));
    case TargetMethod::mad:
      scenarios.measure = RiskMeasure::mean_absolute_deviation;
      break;
    case TargetMethod::worst_case:
      scenarios.measure = RiskMeasure::worst_return;
      break;
    case TargetMethod::max_drawdown:
      scenarios.measure = RiskMeasure::maximum_drawdown;
      break;
    case TargetMethod::cdar:
      scenarios.measure = RiskMeasure::conditional_drawdown_at_risk;
      break;
    default:
      scenarios.measure = RiskMeasure::conditional_value_at_risk;
      break;
  }
  return taken(optimise_scenarios(problem, scenarios, least));
}

Result<ChosenWeights> in_risk_parity(const RiskModel& model, double budget) {
  const std::size_t size = model.securities.size();
  auto found = parity_of_variance(with_variance_floor(model.covariance),
                                  std::vector<double>(size, 1.0 / static_cast<double>(size)));
  if (!found) return tl::unexpected(found.error());
  return scaled_to(std::move(found->weights), budget, found->residual);
}

}  // namespace

ClusterTree cluster_tree(const Matrix& covariance) {
  const auto merges = cluster(correlation_distance(correlation_of(covariance)), Linkage::single);
  ClusterTree tree{leaf_order(merges), {}};
  std::vector<std::uint32_t> places(tree.order.size());
  for (std::size_t k = 0; k < tree.order.size(); ++k) {
    places[tree.order[k]] = static_cast<std::uint32_t>(k);
  }
  const auto place = [&](std::size_t branch) {
    return branch < places.size() ? places[branch] : static_cast<std::uint32_t>(branch);
  };
  for (const Merge& one : merges) {
    tree.joins.push_back({place(one.left), place(one.right), one.distance});
  }
  return tree;
}

Result<ChosenWeights> choose_weights(const PortfolioProblem& problem, const RiskModel& model,
                                     const TargetRules& rules, double share,
                                     std::vector<std::string>& notes) {
  Objective objective{.aversion = rules.risk_aversion,
                      .risk_free = rules.risk_free * problem.budget};
  switch (rules.method) {
    case TargetMethod::blend:
      return blended(problem, model, rules, share, notes);
    case TargetMethod::mean_variance:
      return for_return(problem, model, rules, notes);
    case TargetMethod::hrp:
      return by_clusters(model, problem.budget);
    case TargetMethod::risk_parity:
      return in_risk_parity(model, problem.budget);
    case TargetMethod::min_volatility:
      objective.goal = Goal::least_risk;
      break;
    case TargetMethod::max_sharpe:
      objective.goal = Goal::best_ratio;
      break;
    case TargetMethod::quadratic_utility:
      objective.goal = Goal::best_utility;
      break;
    case TargetMethod::efficient_risk:
      objective.goal = Goal::risk_at_most;
      objective.target = rules.target_volatility;
      break;
    default:
      return by_scenarios(problem, model, rules);
  }
  return taken(optimise_variance(problem, model.covariance, objective));
}

std::vector<FrontierPoint> efficient_frontier(const PortfolioProblem& problem,
                                              const Matrix& covariance, std::size_t count) {
  std::vector<FrontierPoint> points;
  const auto least = optimise_variance(problem, covariance, {.goal = Goal::least_risk});
  const auto best = best_return(problem);
  if (!least || !best) return points;
  const double lowest = dot(least->weights, problem.expected);
  // Just below the best: there only one corner is left, which rounding may put out of reach.
  const double highest = lowest + (*best - lowest) * (1.0 - 1e-9);
  for (std::size_t k = 0; k < count; ++k) {
    const double part = static_cast<double>(k) / static_cast<double>(count - 1);
    const Objective objective{.goal = Goal::return_at_least,
                              .target = lowest + part * (highest - lowest)};
    const auto found = optimise_variance(problem, covariance, objective);
    if (!found) continue;
    points.push_back({std::sqrt(std::max(quadratic_form(covariance, found->weights), 0.0)),
                      dot(found->weights, problem.expected)});
  }
  return points;
}

}  // namespace ballast::planner
