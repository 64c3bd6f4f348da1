// Weights of the PyPortfolioOpt cases: variance, scenarios, clusters.
#include <cmath>
#include <map>

#include "planner/optimization/algebra.hpp"
#include "planner/optimization/covariance.hpp"
#include "planner/optimization/expected_returns.hpp"
#include "planner/optimization/hierarchical_parity.hpp"
#include "planner/optimization/scenario_risk.hpp"
#include "tests/reference/pypfopt_market.hpp"

namespace ballast::reference::pypfopt {
namespace {

double bound_of(const Json& given, double otherwise) {
  return given.is_null() ? otherwise : given.get<double>();
}

/// [low, high] for all, or one pair for each.
planner::LinearLimits limits_of(const Json& given, std::size_t count) {
  planner::LinearLimits limits;
  limits.rows = Matrix(0, count);
  for (std::size_t i = 0; i < count; ++i) {
    const Json& pair = given.at(0).is_array() ? given.at(i) : given;
    limits.lower.push_back(bound_of(pair.at(0), -planner::unbounded));
    limits.upper.push_back(bound_of(pair.at(1), planner::unbounded));
  }
  return limits;
}

planner::PortfolioProblem problem_of(const Json& inputs, Numbers expected) {
  planner::PortfolioProblem problem;
  const std::size_t count = expected.size();
  problem.expected = std::move(expected);
  problem.limits = limits_of(inputs.value("weight_bounds", Json::array({0, 1})), count);
  problem.budget = inputs.value("weights_sum", 1.0);
  problem.ridge = inputs.value("l2_gamma", 0.0);
  if (inputs.contains("transaction_cost_k")) {
    const Json previous = inputs.value("previous_weights", Json("equal"));
    problem.cost =
        planner::TradeCost{inputs["transaction_cost_k"].get<double>(),
                           previous.is_array() ? previous.get<Numbers>()
                                               : Numbers(count, 1.0 / static_cast<double>(count))};
  }
  return problem;
}

planner::Objective objective_of(const std::string& model, const Json& inputs) {
  using planner::Goal;
  static const std::map<std::string, Goal> goals = {
      {"min_volatility", Goal::least_risk},   {"min_risk", Goal::least_risk},
      {"max_sharpe", Goal::best_ratio},       {"max_quadratic_utility", Goal::best_utility},
      {"efficient_risk", Goal::risk_at_most}, {"efficient_return", Goal::return_at_least}};
  const auto goal = goals.find(model);
  if (goal == goals.end()) throw Unknown("a goal '" + model + "' is not known");
  planner::Objective objective{.goal = goal->second};
  objective.aversion = inputs.value("risk_aversion", 1.0);
  objective.risk_free =
      inputs.value("optimiser_risk_free_rate", inputs.value("risk_free_rate", 0.02));
  for (const char* name : {"target_volatility", "target_risk", "target_return"}) {
    if (inputs.contains(name)) objective.target = inputs[name].get<double>();
  }
  return objective;
}

Matrix diagonal_of(const Numbers& variances) {
  Matrix matrix(variances.size(), variances.size());
  for (std::size_t i = 0; i < variances.size(); ++i) matrix(i, i) = variances[i];
  return matrix;
}

Matrix covariance_of(const Market& market, const Json& inputs) {
  if (inputs.contains("covariance_diagonal")) {
    return diagonal_of(inputs["covariance_diagonal"].get<Numbers>());
  }
  return market.covariance(inputs.at("covariance").get<std::string>());
}

/// The mean historical return of prices, which may have gaps.
Numbers mean_return_of(const Matrix& prices, double periods) {
  return planner::mean_historical_return(planner::simple_returns(prices), {periods, true});
}

Json semideviation_of(const planner::Scenarios& scenarios, const Numbers& weights,
                      const Numbers& expected, double risk_free) {
  const double gain = planner::dot(weights, expected);
  const double deviation =
      std::sqrt(planner::mean_square_below(scenarios.returns, weights) * scenarios.periods);
  return {{"weights", weights},
          {"expected_annual_return", gain},
          {"annual_semi_deviation", deviation},
          {"sortino_ratio", (gain - risk_free) / deviation}};
}

/// Of rounded correlations, as a case asks for it.
Matrix rounded(Matrix matrix, double digits) {
  for (double& cell : matrix.cells()) cell = std::nearbyint(cell * digits) / digits;
  return matrix;
}

planner::Linkage linkage_of(const Json& inputs) {
  static const std::map<std::string, planner::Linkage> linkages = {
      {"single", planner::Linkage::single},
      {"complete", planner::Linkage::complete},
      {"average", planner::Linkage::average},
      {"ward", planner::Linkage::ward}};
  const auto linkage = linkages.find(inputs.value("linkage", std::string("single")));
  if (linkage == linkages.end()) throw Unknown("the linkage is not known");
  return linkage->second;
}

}  // namespace

Numbers best_sharpe_weights(const Market& market, double low, double high) {
  const Json bounds = {{"weight_bounds", {low, high}}};
  return valid(planner::optimise_variance(
                   problem_of(bounds, market.expected("mean_historical_return")),
                   market.covariance("sample"),
                   {.goal = planner::Goal::best_ratio, .risk_free = 0.02}))
      .weights;
}

Json mean_variance_case(const Market& market, const std::string& model, const Json& inputs) {
  const Numbers expected =
      market.expected(inputs.value("expected_returns", Json("mean_historical_return")));
  const Matrix covariance = covariance_of(market, inputs);
  const planner::Optimised found = valid(planner::optimise_variance(
      problem_of(inputs, expected), covariance, objective_of(model, inputs)));
  const double gain = planner::dot(found.weights, expected);
  const double volatility = std::sqrt(planner::quadratic_form(covariance, found.weights));
  return {{"weights", found.weights},
          {"expected_annual_return", gain},
          {"annual_volatility", volatility},
          {"sharpe_ratio", (gain - inputs.value("risk_free_rate", 0.02)) / volatility},
          {"residual", found.residual}};
}

Json scenario_case(const Market& market, const std::string& group, const std::string& model,
                   const Json& inputs) {
  const auto data = inputs.value("data", std::string("common"));
  const double periods = inputs.value("frequency", 252.0);
  const Matrix prices = market.prices_of(data);
  const Numbers expected = data == "common_full_mu" ? market.expected("mean_historical_return")
                                                    : mean_return_of(prices, periods);
  planner::Scenarios scenarios{planner::complete_rows(planner::simple_returns(prices)),
                               {},
                               1.0 - inputs.value("beta", 0.95),
                               periods};
  const planner::PortfolioProblem problem = problem_of(inputs, expected);
  const planner::Objective objective = objective_of(model, inputs);
  if (group == "mean_semivariance") {
    for (double& cell : scenarios.returns.cells()) cell -= inputs.value("benchmark", 0.0);
    const auto found = valid(planner::optimise_semivariance(problem, scenarios, objective));
    Json result =
        semideviation_of(scenarios, found.weights, expected, inputs.value("risk_free_rate", 0.02));
    result["residual"] = found.residual;
    return result;
  }
  const bool drawdown = group == "mean_cdar";
  scenarios.measure = drawdown ? planner::RiskMeasure::conditional_drawdown_at_risk
                               : planner::RiskMeasure::conditional_value_at_risk;
  const auto found = valid(planner::optimise_scenarios(problem, scenarios, objective));
  return {{"weights", found.weights},
          {"expected_annual_return", planner::dot(found.weights, expected)},
          {drawdown ? "cdar" : "cvar", planner::scenario_cut(scenarios, found.weights).value},
          {"residual", found.residual}};
}

Json hierarchical_case(const Market& market, const std::string& model, const Json& inputs) {
  const auto named = inputs.at("covariance").get<std::string>();
  const bool daily = named.starts_with("pairwise daily returns");
  const Matrix covariance = daily ? planner::sample_covariance(market.returns())
                                  : market.covariance(named.substr(0, named.find(' ')));
  if (model == "inverse_variance_cluster_variance") {
    std::vector<std::size_t> members;
    for (const Json& name : inputs.at("cluster")) {
      members.push_back(market.ticker(name.get<std::string>()));
    }
    return {{"cluster_variance", planner::inverse_variance_risk(covariance, members)}};
  }
  if (model != "hrp") throw Unknown("'" + model + "' is not known");
  Matrix correlation =
      daily ? planner::sample_correlation(market.returns()) : planner::correlation_of(covariance);
  if (inputs.contains("correlation")) correlation = rounded(std::move(correlation), 1e6);
  const auto merges =
      planner::cluster(planner::correlation_distance(correlation), linkage_of(inputs));
  const Numbers weights = planner::hierarchical_parity(covariance, planner::leaf_order(merges));
  const double periods = daily ? 252.0 : 1.0;
  const double volatility = std::sqrt(planner::quadratic_form(covariance, weights) * periods);
  const Numbers mean = planner::mean_historical_return(market.returns(), {252.0, false});
  const double gain = planner::dot(weights, mean);
  return {{"weights", weights},
          {"annual_volatility", volatility},
          {"expected_annual_return", gain},
          {"sharpe_ratio", (gain - 0.02) / volatility}};
}

}  // namespace ballast::reference::pypfopt
