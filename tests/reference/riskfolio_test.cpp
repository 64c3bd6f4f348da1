// Weights that Riskfolio-Lib asserts: least risk, best ratio, risk parity, hierarchical parity.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

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

// Upstream asserts six decimals (half a unit more, as its test counts). Where a solver is involved
// that is its own solver's answer, which ends up to 1e-5 before the optimum.
constexpr Tolerance six_decimals{1.5e-6, 0.0};
constexpr Tolerance of_a_solver{1.5e-5, 0.0};
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

template <class Method>
void compare_columns(const std::string& table_file, const std::string& price_file,
                     bool (*offered)(RiskMeasure), Tolerance tolerance, Method method) {
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
    Verdict verdict(table_file + " " + table.names[column]);
    if (const Weights found = method(returns, measure->second)) {
      for (std::size_t i = 0; i < table.rows.size(); ++i) {
        verdict.compare(table.rows[i], found->weights[i], table.numbers(i, column), tolerance);
      }
      verdict.remark(std::to_string(found->steps) + " steps");
    } else {
      verdict.refuse(planner::describe(found.error()));
    }
    verdicts.push_back(std::move(verdict));
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
  compare_columns("Classic_MinRisk.csv", "stock_prices.csv", is_optimised, of_a_solver,
                  [](const Matrix& returns, RiskMeasure measure) {
                    return optimised(returns, measure, planner::Goal::least_risk);
                  });
}

TEST(Riskfolio, BestRatio) {
  compare_columns("Classic_Sharpe.csv", "stock_prices.csv", is_optimised, of_a_solver,
                  [](const Matrix& returns, RiskMeasure measure) {
                    return optimised(returns, measure, planner::Goal::best_ratio);
                  });
}

TEST(Riskfolio, RiskParity) {
  compare_columns("Classic_RP.csv", "stock_prices.csv", is_optimised, of_a_solver, in_parity);
}

TEST(Riskfolio, HierarchicalParity) {
  compare_columns("HC_HRP.csv", "stock_prices_hc.csv", is_measured, six_decimals, hierarchical);
}

}  // namespace
}  // namespace ballast::reference::riskfolio
