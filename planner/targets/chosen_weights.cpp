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
#include "planner/optimization/scenario_risk.hpp"

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

/// The measure of a method whose risk cuts describe.
std::optional<RiskMeasure> measure_of(TargetMethod method) {
  switch (method) {
    case TargetMethod::mad:
      return RiskMeasure::mean_absolute_deviation;
    case TargetMethod::cvar:
      return RiskMeasure::conditional_value_at_risk;
    case TargetMethod::worst_case:
      return RiskMeasure::worst_return;
    case TargetMethod::max_drawdown:
      return RiskMeasure::maximum_drawdown;
    case TargetMethod::cdar:
      return RiskMeasure::conditional_drawdown_at_risk;
    default:
      return std::nullopt;
  }
}

CompositeDescent begin_risk_parity(const RiskModel& model) {
  const std::size_t size = model.securities.size();
  return variance_parity(with_variance_floor(model.covariance),
                         std::vector<double>(size, 1.0 / static_cast<double>(size)));
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

WeightChoice::WeightChoice(const PortfolioProblem& problem, const RiskModel& model,
                           const TargetRules& rules, double share, std::vector<std::string>& notes)
    : problem_(problem), model_(model), rules_(rules), share_(share), notes_(notes) {}

bool WeightChoice::end(Result<ChosenWeights> chosen) {
  chosen_ = std::move(chosen);
  return false;
}

bool WeightChoice::begin_scenarios() {
  scenarios_ = {complete_rows(model_.returns), {}, rules_.tail, 252.0};
  if (scenarios_.returns.rows() < target_returns_min) {
    return end(tl::unexpected(
        Failure{FailureKind::missing,
                "the securities have " + std::to_string(scenarios_.returns.rows()) +
                    " days of returns in common",
                "", std::to_string(target_returns_min) + " or more for this method"}));
  }
  const auto measure = measure_of(rules_.method);
  if (!measure) {
    return end(taken(optimise_semivariance(problem_, scenarios_, {.goal = Goal::least_risk})));
  }
  scenarios_.measure = *measure;
  auto descent = least_scenario_risk(problem_, scenarios_);
  if (!descent) return end(tl::unexpected(descent.error()));
  descent_ = *std::move(descent);
  return true;
}

bool WeightChoice::begin() {
  Objective objective{.aversion = rules_.risk_aversion,
                      .risk_free = rules_.risk_free * problem_.budget};
  switch (rules_.method) {
    case TargetMethod::blend:
      return end(blended(problem_, model_, rules_, share_, notes_));
    case TargetMethod::mean_variance:
      return end(for_return(problem_, model_, rules_, notes_));
    case TargetMethod::hrp:
      return end(by_clusters(model_, problem_.budget));
    case TargetMethod::risk_parity:
      descent_ = begin_risk_parity(model_);
      return true;
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
      objective.target = rules_.target_volatility;
      break;
    default:
      return begin_scenarios();
  }
  return end(taken(optimise_variance(problem_, model_.covariance, objective)));
}

bool WeightChoice::advance() {
  if (!descent_) return begin();
  if (descent_->advance()) return true;
  auto found = descent_->take();
  if (rules_.method == TargetMethod::risk_parity) {
    auto parity = scaled_parity(std::move(found));
    if (!parity) return end(tl::unexpected(parity.error()));
    return end(scaled_to(std::move(parity->weights), problem_.budget, parity->residual));
  }
  if (!found) return end(tl::unexpected(found.error()));
  return end(ChosenWeights{std::move(found->x), found->gap});
}

Frontier::Frontier(const PortfolioProblem& problem, const Matrix& covariance, std::size_t count)
    : problem_(problem), covariance_(covariance), count_(count) {}

void Frontier::add_point(double expected) {
  const Objective objective{.goal = Goal::return_at_least, .target = expected};
  const auto found = optimise_variance(problem_, covariance_, objective);
  if (!found) return;
  points_.push_back({std::sqrt(std::max(quadratic_form(covariance_, found->weights), 0.0)),
                     dot(found->weights, problem_.expected)});
}

bool Frontier::advance() {
  if (!lowest_) {
    const auto least = optimise_variance(problem_, covariance_, {.goal = Goal::least_risk});
    const auto best = best_return(problem_);
    if (!least || !best) return false;
    lowest_ = dot(least->weights, problem_.expected);
    // Just below the best: there only one corner is left, which rounding may put out of reach.
    highest_ = *lowest_ + (*best - *lowest_) * (1.0 - 1e-9);
    return count_ > 0;
  }
  const double part = static_cast<double>(next_) / static_cast<double>(count_ - 1);
  add_point(*lowest_ + part * (highest_ - *lowest_));
  return ++next_ < count_;
}

}  // namespace ballast::planner
