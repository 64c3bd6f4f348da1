// Weights that Riskfolio-Lib asserts: least risk, best ratio, risk parity, hierarchical parity.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "planner/optimization/algebra.hpp"
#include "planner/optimization/clustering.hpp"
#include "planner/optimization/covariance.hpp"
#include "planner/optimization/hierarchical_parity.hpp"
#include "planner/optimization/portfolio_problem.hpp"
#include "planner/optimization/risk_parity.hpp"
#include "tests/reference/number_table.hpp"
#include "tests/reference/reference_data.hpp"
#include "tests/reference/verdicts.hpp"

namespace ballast::reference::riskfolio {
namespace {

using planner::Matrix;
using planner::RiskMeasure;

// Upstream asserts six decimals (half a unit more, as its test counts). What is minimised must be
// no higher than at the recorded weights. Where their solver ended further than six decimals before
// the optimum, which is flat there, the recorded weights must be within 1.5e-5.
constexpr Tolerance six_decimals{1.5e-6, 0.0};
constexpr Tolerance before_the_optimum{1.5e-5, 0.0};
constexpr double no_higher = 1e-12;
constexpr double within_limits = 1e-12;
constexpr double tail = 0.05;

const std::map<std::string, RiskMeasure> measures = {
    {"vol", RiskMeasure::standard_deviation},
    {"MV", RiskMeasure::variance},
    {"MAD", RiskMeasure::mean_absolute_deviation},
    {"GMD", RiskMeasure::gini_mean_difference},
    {"MSV", RiskMeasure::semideviation},
    {"FLPM", RiskMeasure::first_lower_partial_moment},
    {"SLPM", RiskMeasure::second_lower_partial_moment},
    {"VaR", RiskMeasure::value_at_risk},
    {"CVaR", RiskMeasure::conditional_value_at_risk},
    {"TG", RiskMeasure::tail_gini},
    {"WR", RiskMeasure::worst_return},
    {"RG", RiskMeasure::range},
    {"CVRG", RiskMeasure::conditional_value_at_risk_range},
    {"TGRG", RiskMeasure::tail_gini_range},
    {"MDD", RiskMeasure::maximum_drawdown},
    {"ADD", RiskMeasure::average_drawdown},
    {"DaR", RiskMeasure::drawdown_at_risk},
    {"CDaR", RiskMeasure::conditional_drawdown_at_risk},
    {"UCI", RiskMeasure::ulcer_index},
    {"MDD_Rel", RiskMeasure::maximum_drawdown_compounded},
    {"ADD_Rel", RiskMeasure::average_drawdown_compounded},
    {"DaR_Rel", RiskMeasure::drawdown_at_risk_compounded},
    {"CDaR_Rel", RiskMeasure::conditional_drawdown_at_risk_compounded},
    {"UCI_Rel", RiskMeasure::ulcer_index_compounded}};

/// The last 200 returns of the securities that a table of weights names.
Matrix last_returns(const std::string& file, const std::vector<std::string>& names) {
  const NumberTable prices = read_numbers(find("riskfolio/" + file).value());
  const Matrix returns = planner::simple_returns(prices.columns(names));
  Matrix last(0, names.size());
  for (std::size_t t = returns.rows() - std::min<std::size_t>(returns.rows(), 200);
       t < returns.rows(); ++t) {
    last.append_row(returns.row(t));
  }
  return last;
}

planner::PortfolioProblem long_only(const Matrix& returns) {
  const std::size_t size = returns.columns();
  planner::PortfolioProblem problem;
  problem.expected = planner::column_means(returns);
  problem.limits.lower.assign(size, 0.0);
  problem.limits.upper.assign(size, 1.0);
  problem.limits.rows = Matrix(0, size);
  return problem;
}

using Weights = planner::Result<planner::Optimised>;

Weights optimised(const Matrix& returns, RiskMeasure measure, planner::Goal goal) {
  const planner::PortfolioProblem problem = long_only(returns);
  const planner::Scenarios scenarios{returns, measure, tail, 1.0};
  const planner::Objective objective{.goal = goal};
  if (measure == RiskMeasure::variance) {
    return planner::optimise_variance(problem, planner::sample_covariance(returns), objective);
  }
  if (measure == RiskMeasure::semideviation) {
    return planner::optimise_semideviation(problem, scenarios, objective);
  }
  return planner::optimise_scenarios(problem, scenarios, objective);
}

Weights in_parity(const Matrix& returns, RiskMeasure measure) {
  const std::vector<double> shares(returns.columns(), 1.0 / static_cast<double>(returns.columns()));
  const planner::Scenarios scenarios{returns, measure, tail, 1.0};
  if (measure == RiskMeasure::variance) {
    return planner::parity_of_variance(planner::sample_covariance(returns), shares);
  }
  if (measure == RiskMeasure::semideviation) {
    return planner::parity_of_semideviation(scenarios, shares);
  }
  return planner::parity_of_scenarios(scenarios, shares);
}

Weights hierarchical(const Matrix& returns, RiskMeasure measure) {
  const Matrix covariance = planner::sample_covariance(returns);
  const Matrix distance = planner::correlation_distance(planner::correlation_of(covariance));
  const auto order =
      planner::nearest_leaf_order(planner::cluster(distance, planner::Linkage::single), distance);
  return planner::Optimised{planner::hierarchical_parity(returns, measure, tail, order)};
}

/// What a method minimises: the lower, the better are the weights.
using Goodness = double (*)(const Matrix& returns, RiskMeasure measure,
                            const std::vector<double>& weights);

double risk_at(const Matrix& returns, RiskMeasure measure, const std::vector<double>& weights) {
  return planner::risk_of(measure, planner::product(returns, weights), tail);
}

double risk_per_return(const Matrix& returns, RiskMeasure measure,
                       const std::vector<double>& weights) {
  const double risk = measure == RiskMeasure::variance
                          ? std::sqrt(risk_at(returns, measure, weights))
                          : risk_at(returns, measure, weights);
  return risk / planner::dot(planner::column_means(returns), weights);
}

/// The logarithm of risk less the mean of the weights': least where every share of it is the same.
double unevenness(const Matrix& returns, RiskMeasure measure, const std::vector<double>& weights) {
  const double degree = measure == RiskMeasure::variance ? 0.5 : 1.0;
  double value = degree * std::log(risk_at(returns, measure, weights));
  for (const double one : weights) {
    value -= std::log(one) / static_cast<double>(weights.size());
  }
  return value;
}

std::vector<double> recorded_weights(const NumberTable& table, std::size_t column) {
  std::vector<double> weights;
  double sum = 0.0;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    weights.push_back(table.numbers(i, column));
    sum += weights.back();
  }
  for (double& one : weights) one /= sum;
  return weights;
}

bool keeps_the_limits(const std::vector<double>& weights) {
  double sum = 0.0;
  bool long_only = true;
  for (const double one : weights) {
    sum += one;
    long_only = long_only && one >= 0.0;
  }
  return long_only && std::fabs(sum - 1.0) <= within_limits;
}

/// How far what is minimised lies above that of the recorded weights, as a share of it.
double above_recorded(double found, double recorded) {
  return (found - recorded) / std::max(std::fabs(recorded), 1e-300);
}

/// Holds weights against recorded ones: six decimals, or the proof that they are the better ones.
Verdict judged(const std::string& name, const std::vector<std::string>& securities,
               const planner::Optimised& found, const std::vector<double>& recorded,
               const std::optional<double>& above) {
  double furthest = 0.0;
  for (std::size_t i = 0; i < recorded.size(); ++i) {
    furthest = std::max(furthest, std::fabs(found.weights[i] - recorded[i]));
  }
  const bool exact = furthest <= six_decimals.absolute || !above;
  Verdict verdict(name);
  for (std::size_t i = 0; i < recorded.size(); ++i) {
    verdict.compare(securities[i], found.weights[i], recorded[i],
                    exact ? six_decimals : before_the_optimum);
  }
  if (above && !keeps_the_limits(found.weights)) verdict.refuse("the limits are not kept");
  if (above && *above > no_higher) verdict.refuse("the recorded weights are better");
  char text[96];
  std::snprintf(text, sizeof text, "%d steps, above recorded by %.1e of it%s", found.steps,
                above.value_or(0.0), exact ? "" : ": better weights");
  verdict.remark(text);
  return verdict;
}

template <class Method>
void compare_columns(const std::string& table_file, const std::string& price_file,
                     bool (*offered)(RiskMeasure), Goodness goodness, Method method) {
  const auto path = find("riskfolio/" + table_file);
  if (!path) GTEST_SKIP() << absent("riskfolio/" + table_file);
  const NumberTable table = read_numbers(*path);
  const Matrix returns = last_returns(price_file, table.rows);
  std::vector<Verdict> verdicts;
  for (std::size_t column = 0; column < table.names.size(); ++column) {
    const auto measure = measures.find(table.names[column]);
    if (measure == measures.end() || !offered(measure->second)) {
      std::printf("skip  %s: %s is not a measure that is offered\n", table_file.c_str(),
                  table.names[column].c_str());
      continue;
    }
    const std::string name = table_file + " " + table.names[column];
    const Weights found = method(returns, measure->second);
    if (!found) {
      verdicts.emplace_back(name).refuse(planner::describe(found.error()));
      continue;
    }
    const std::vector<double> recorded = recorded_weights(table, column);
    std::optional<double> above;
    if (goodness != nullptr) {
      above = above_recorded(goodness(returns, measure->second, found->weights),
                             goodness(returns, measure->second, recorded));
    }
    verdicts.push_back(judged(name, table.rows, *found, recorded, above));
  }
  report(table_file, verdicts);
}

bool is_optimised(RiskMeasure measure) {
  return measure == RiskMeasure::variance || measure == RiskMeasure::semideviation ||
         planner::has_slope(measure);
}

bool is_measured(RiskMeasure) {
  return true;
}

TEST(Riskfolio, LeastRisk) {
  compare_columns("Classic_MinRisk.csv", "stock_prices.csv", is_optimised, risk_at,
                  [](const Matrix& returns, RiskMeasure measure) {
                    return optimised(returns, measure, planner::Goal::least_risk);
                  });
}

TEST(Riskfolio, BestRatio) {
  compare_columns("Classic_Sharpe.csv", "stock_prices.csv", is_optimised, risk_per_return,
                  [](const Matrix& returns, RiskMeasure measure) {
                    return optimised(returns, measure, planner::Goal::best_ratio);
                  });
}

TEST(Riskfolio, RiskParity) {
  compare_columns("Classic_RP.csv", "stock_prices.csv", is_optimised, unevenness, in_parity);
}

TEST(Riskfolio, HierarchicalParity) {
  compare_columns("HC_HRP.csv", "stock_prices_hc.csv", is_measured, nullptr, hierarchical);
}

}  // namespace
}  // namespace ballast::reference::riskfolio
