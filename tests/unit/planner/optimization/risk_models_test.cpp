// Estimates of risk, clusters and scenario risks, on examples worked out by hand and at random.
#include <algorithm>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "planner/optimization/covariance.hpp"
#include "planner/optimization/hierarchical_parity.hpp"
#include "planner/optimization/repair.hpp"
#include "planner/optimization/risk_parity.hpp"
#include "planner/optimization/scenario_risk.hpp"
#include "planner/optimization/shrinkage.hpp"
#include "tests/unit/planner/optimization/random_programs.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::planner {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

Matrix rows_of(std::initializer_list<std::vector<double>> rows) {
  Matrix matrix;
  for (const auto& row : rows) matrix.append_row(row);
  return matrix;
}

TEST(RiskModels, ShrinksToConstantVarianceAsWorkedOutByHand) {
  const Shrunk shrunk = shrunk_to_constant_variance(rows_of(
      {{.010, .004}, {-.020, -.010}, {.015, .020}, {.003, -.005}, {-.007, .001}, {.012, .008}}));
  EXPECT_NEAR(shrunk.share, 0.522466, 5e-7);
  EXPECT_NEAR(shrunk.covariance(0, 0) * 252.0, 0.03394562, 5e-9);
  EXPECT_NEAR(shrunk.covariance(0, 1) * 252.0, 0.01153243, 5e-9);
  EXPECT_NEAR(shrunk.covariance(1, 1) * 252.0, 0.02698938, 5e-9);
}

TEST(RiskModels, EveryShrunkCovarianceHasItsShareWithinOneAndIsPositive) {
  for (std::uint64_t seed = 1; seed <= random_cases(20); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    const Matrix returns = random_returns(random, 5 + random() % 60, 2 + random() % 20);
    for (const auto estimate :
         {shrunk_to_constant_variance, shrunk_to_single_factor, shrunk_by_oracle_approximation}) {
      const Shrunk shrunk = estimate(returns);
      EXPECT_GE(shrunk.share, 0.0);
      EXPECT_LE(shrunk.share, 1.0);
      EXPECT_FALSE(positive_semidefinite(shrunk.covariance).value().smallest_eigenvalue < -1e-12);
    }
  }
}

TEST(RiskModels, RepairsWhatIsNotPositive) {
  const Matrix broken = rows_of({{1.0, 0.9, -0.9}, {0.9, 1.0, 0.9}, {-0.9, 0.9, 1.0}});
  for (const Repair repair : {Repair::spectral, Repair::diagonal}) {
    const Repaired repaired = positive_semidefinite(broken, repair).value();
    EXPECT_TRUE(repaired.changed);
    EXPECT_NEAR(repaired.smallest_eigenvalue, -0.8, 1e-12);
    EXPECT_GE(spectrum(repaired.covariance)->values.front(), -1e-12);
  }
  EXPECT_FALSE(positive_semidefinite(identity_matrix(3)).value().changed);
}

TEST(RiskModels, NamesTheEntryThatIsNoNumber) {
  const auto repaired = positive_semidefinite(rows_of({{1.0, missing}, {missing, 1.0}}));
  ASSERT_FALSE(repaired);
  EXPECT_EQ(repaired.error().where, "row 1, column 2");
}

TEST(RiskModels, AReturnNeverReachesAcrossAGap) {
  const ReturnTable returns = simple_returns(rows_of({{100.0}, {missing}, {110.0}, {121.0}}));
  EXPECT_TRUE(std::isnan(returns(0, 0)));
  EXPECT_TRUE(std::isnan(returns(1, 0)));
  EXPECT_NEAR(returns(2, 0), 0.1, 1e-15);
}

TEST(Clusters, MergeAndWeighAsWorkedOutByHand) {
  const Matrix covariance = rows_of({{.04, .006, .012, .002},
                                     {.006, .09, .045, .009},
                                     {.012, .045, .16, .008},
                                     {.002, .009, .008, .0225}});
  const auto merges = cluster(correlation_distance(correlation_of(covariance)), Linkage::single);
  ASSERT_EQ(merges.size(), 3U);
  const double distances[] = {.559017, .632456, .651920};
  for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(merges[k].distance, distances[k], 5e-7);
  const auto order = leaf_order(merges);
  EXPECT_EQ(order, (std::vector<std::size_t>{0, 3, 1, 2}));
  const std::vector<double> weights = hierarchical_parity(covariance, order);
  const double expected[] = {.301107, .104699, .058893, .535301};
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(weights[i], expected[i], 5e-7);
}

TEST(Clusters, EveryLinkageKeepsAllLeaves) {
  std::mt19937_64 random(7);
  const Matrix distance = correlation_distance(sample_correlation(random_returns(random, 40, 15)));
  for (const auto linkage : {Linkage::single, Linkage::complete, Linkage::average, Linkage::ward}) {
    const auto merges = cluster(distance, linkage);
    for (auto order : {leaf_order(merges), nearest_leaf_order(merges, distance)}) {
      std::sort(order.begin(), order.end());
      for (std::size_t i = 0; i < 15; ++i) EXPECT_EQ(order[i], i);
    }
    for (std::size_t k = 1; k < merges.size(); ++k) {
      EXPECT_GE(merges[k].distance, merges[k - 1].distance);
    }
  }
}

TEST(ScenarioRisks, ASlopeSupportsTheRiskFromBelow) {
  std::mt19937_64 random(11);
  for (const auto measure :
       {RiskMeasure::mean_absolute_deviation, RiskMeasure::conditional_value_at_risk,
        RiskMeasure::worst_return, RiskMeasure::maximum_drawdown, RiskMeasure::average_drawdown,
        RiskMeasure::conditional_drawdown_at_risk}) {
    const Scenarios scenarios{random_returns(random, 90, 6), measure, 0.07, 252.0};
    for (int draw = 0; draw < 20; ++draw) {
      std::vector<double> here(6);
      std::vector<double> there(6);
      for (double& one : here) one = drawn(random, -1.0, 1.0);
      for (double& one : there) one = drawn(random, -1.0, 1.0);
      const Cut cut = scenario_cut(scenarios, here);
      EXPECT_NEAR(cut.value, risk_of(measure, product(scenarios.returns, here), 0.07), 1e-12);
      EXPECT_LE(dot(cut.slope, there), scenario_cut(scenarios, there).value + 1e-12);
    }
  }
}

/// Long-only weights of five securities that sum to one.
PortfolioProblem long_only_problem() {
  PortfolioProblem problem{{.05, .06, .07, .08, .09}, {}, 1.0, 0.0, std::nullopt};
  problem.limits.lower.assign(5, 0.0);
  problem.limits.upper.assign(5, 1.0);
  problem.limits.rows = Matrix(0, 5);
  return problem;
}

TEST(ScenarioRisks, NoOtherWeightsHaveLess) {
  for (std::uint64_t seed = 1; seed <= random_cases(5); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    Scenarios scenarios{random_returns(random, 120, 5), {}, 0.1, 252.0};
    for (const auto measure :
         {RiskMeasure::mean_absolute_deviation, RiskMeasure::conditional_value_at_risk,
          RiskMeasure::worst_return, RiskMeasure::conditional_drawdown_at_risk}) {
      scenarios.measure = measure;
      const auto found =
          optimise_scenarios(long_only_problem(), scenarios, {.goal = Goal::least_risk});
      ASSERT_TRUE(found) << describe(found.error());
      EXPECT_LT(found->residual, 1e-6);
      const double least = scenario_cut(scenarios, found->weights).value;
      for (int draw = 0; draw < 50; ++draw) {
        std::vector<double> other(5);
        double sum = 0.0;
        for (double& one : other) sum += one = drawn(random, 0.0, 1.0);
        for (double& one : other) one /= sum;
        EXPECT_LE(least, scenario_cut(scenarios, other).value + 1e-10);
      }
    }
  }
}

TEST(ScenarioRisks, ATargetOutOfReachIsRefusedWithWhatCanBeHad) {
  std::mt19937_64 random(3);
  const Matrix covariance = scaled(sample_covariance(random_returns(random, 80, 5)), 252.0);
  const auto much = optimise_variance(long_only_problem(), covariance,
                                      {.goal = Goal::return_at_least, .target = 0.5});
  ASSERT_FALSE(much);
  EXPECT_EQ(much.error().allowed, "9.00 % or less");
  EXPECT_FALSE(optimise_variance(long_only_problem(), covariance,
                                 {.goal = Goal::risk_at_most, .target = 0.001}));
  EXPECT_FALSE(optimise_variance(long_only_problem(), covariance,
                                 {.goal = Goal::best_ratio, .risk_free = 0.2}));
}

TEST(RiskParity, EveryWeightCarriesTheSameRisk) {
  for (std::uint64_t seed = 1; seed <= random_cases(10); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    const std::size_t size = 2 + random() % 12;
    const Matrix covariance = sample_covariance(random_returns(random, 60, size));
    const auto found = parity_of_variance(covariance, std::vector<double>(size, 1.0));
    ASSERT_TRUE(found) << describe(found.error());
    const std::vector<double> slope = product(covariance, found->weights);
    const double whole = dot(slope, found->weights);
    for (std::size_t i = 0; i < size; ++i) {
      EXPECT_NEAR(found->weights[i] * slope[i] / whole, 1.0 / static_cast<double>(size), 1e-8);
    }
  }
}

}  // namespace
}  // namespace ballast::planner
