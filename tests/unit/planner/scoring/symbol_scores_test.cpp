// The three scores of single securities, worked out by hand, and what missing metrics count as.
#include "planner/scoring/symbol_scores.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <optional>

#include "tests/unit/planner/scoring/example_portfolio.hpp"

namespace ballast::planner {
namespace {

TEST(SymbolScores, AgreeWithTheWorkedExample) {
  const std::vector<SymbolScores> scores = example::scores();
  const std::vector<SymbolScores> expected{{1.0, 0.782, 0.835},
                                           {0.973848, 0.6105, 0.498667},
                                           {0.750651, 0.5285, 0.316},
                                           {0.954066, 0.975, 0.97}};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_NEAR(scores[i].total_return, expected[i].total_return, 5e-7) << "security " << i;
    EXPECT_NEAR(scores[i].promise, expected[i].promise, 5e-7) << "security " << i;
    EXPECT_NEAR(scores[i].stability, expected[i].stability, 5e-7) << "security " << i;
  }
}

TEST(SymbolScores, MissingMetricsAreNeutralRatherThanZero) {
  const SymbolScores unknown = symbol_scores(Metrics{});
  EXPECT_DOUBLE_EQ(unknown.total_return, 0.15);
  EXPECT_DOUBLE_EQ(unknown.promise, 0.5);
  EXPECT_DOUBLE_EQ(unknown.stability, 0.5);
}

TEST(SymbolScores, MetricsOfZeroAreTakenAtTheirWord) {
  Metrics metrics = example::metrics(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
  metrics.payout_ratio = 0.4;
  const SymbolScores scores = symbol_scores(metrics);
  EXPECT_DOUBLE_EQ(scores.total_return, 0.15);
  EXPECT_DOUBLE_EQ(scores.promise, 0.0);
  EXPECT_DOUBLE_EQ(scores.stability, 0.55);
}

TEST(SymbolScores, ThePayoutRatioStandsInForDividendConsistency) {
  Metrics metrics;
  metrics.payout_ratio = 0.7;
  EXPECT_DOUBLE_EQ(symbol_score_parts(metrics).dividend_consistency, 0.85);
  metrics.dividend_consistency = 0.2;
  EXPECT_DOUBLE_EQ(symbol_score_parts(metrics).dividend_consistency, 0.2);
}

TEST(SymbolScores, PromiseAndStabilityAreAtMostOne) {
  const Metrics metrics = example::metrics(0.1, 0.02, 2.0, 2.0, 2.0, 3.0, 3.0, 0.1, -0.05);
  EXPECT_EQ(symbol_scores(metrics).promise, 1.0);
  EXPECT_EQ(symbol_scores(metrics).stability, 1.0);
}

TEST(SymbolScores, EveryHorizonIsScoredWithItsOwnGrowth) {
  Metrics metrics;
  metrics.cagr_1y = 0.36;
  metrics.cagr_3y = 0.06;
  metrics.cagr_5y = 0.10;
  metrics.dividend_yield = 0.02;
  const SymbolScores plain = symbol_scores(metrics);
  const SymbolScores apart = symbol_scores(metrics, Horizons::one_three_and_five_years);
  EXPECT_DOUBLE_EQ(plain.total_return, 1.0);
  EXPECT_NEAR(apart.total_return,
              0.2 * 0.231289 + 0.3 * (0.15 + 0.85 * std::exp(-0.0016 / 0.0072)) + 0.5, 5e-7);
  EXPECT_EQ(apart.promise, plain.promise);
  EXPECT_EQ(apart.stability, plain.stability);
}

TEST(SymbolScores, AHorizonWithoutGrowthTakesThatOfTheLongestKnown) {
  const auto growth = [](std::optional<double> one, std::optional<double> three,
                         std::optional<double> five) {
    Metrics metrics;
    metrics.cagr_1y = one;
    metrics.cagr_3y = three;
    metrics.cagr_5y = five;
    metrics.cagr_10y = 0.5;
    return symbol_score_parts(metrics, Horizons::one_three_and_five_years).growth;
  };
  using Growth = std::array<double, 3>;
  EXPECT_EQ(growth(0.1, 0.2, 0.3), (Growth{0.1, 0.2, 0.3}));
  EXPECT_EQ(growth(std::nullopt, 0.2, 0.3), (Growth{0.3, 0.2, 0.3}));
  EXPECT_EQ(growth(0.1, 0.2, std::nullopt), (Growth{0.1, 0.2, 0.2}));
  EXPECT_EQ(growth(0.1, std::nullopt, std::nullopt), (Growth{0.1, 0.1, 0.1}));
  EXPECT_EQ(growth(std::nullopt, std::nullopt, std::nullopt), (Growth{0.0, 0.0, 0.0}));
}

TEST(SymbolScores, EqualGrowthAtEveryHorizonScoresLikeFiveYears) {
  for (Metrics metrics : example::metrics()) {
    metrics.cagr_1y = metrics.cagr_3y = metrics.cagr_5y;
    EXPECT_NEAR(symbol_scores(metrics, Horizons::one_three_and_five_years).total_return,
                symbol_scores(metrics).total_return, 1e-15);
  }
}

TEST(SymbolScores, GrowthOfOtherHorizonsDoesNotCount) {
  Metrics metrics;
  metrics.cagr_1y = 0.12;
  metrics.cagr_3y = 0.12;
  metrics.cagr_10y = 0.12;
  EXPECT_EQ(symbol_scores(metrics), symbol_scores(Metrics{}));
}

}  // namespace
}  // namespace ballast::planner
