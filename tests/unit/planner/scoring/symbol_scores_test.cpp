// The three scores of single securities, worked out by hand, and what missing metrics count as.
#include "planner/scoring/symbol_scores.hpp"

#include <gtest/gtest.h>

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

TEST(SymbolScores, GrowthOfOtherHorizonsDoesNotCount) {
  Metrics metrics;
  metrics.cagr_1y = 0.12;
  metrics.cagr_3y = 0.12;
  metrics.cagr_10y = 0.12;
  EXPECT_EQ(symbol_scores(metrics), symbol_scores(Metrics{}));
}

}  // namespace
}  // namespace ballast::planner
