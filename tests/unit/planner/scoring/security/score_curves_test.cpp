// The curves of the sub-scores at values that were worked out by hand.
#include "planner/scoring/security/score_curves.hpp"

#include <array>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "planner/scoring/curves.hpp"
#include "planner/scoring/security/position_rules.hpp"

namespace ballast::planner::scoring {
namespace {

using Pairs = std::vector<std::pair<double, double>>;

double grown(double growth, GrowthCurve curve) {
  ScoreRules rules;
  rules.growth_curve = curve;
  RawValues raw;
  raw.cagr_5y = growth;
  return growth_score(raw, rules);
}

TEST(ScoreCurves, GrowthOnTheBellPeaksAtTheTarget) {
  for (const auto& [growth, score] : Pairs{{0.0, 0.15},
                                           {0.01, 0.3619},
                                           {0.05, 0.6656},
                                           {0.08, 0.9001},
                                           {0.11, 1.0},
                                           {0.15, 0.9346},
                                           {0.20, 0.7169},
                                           {0.30, 0.2898}}) {
    EXPECT_NEAR(grown(growth, GrowthCurve::bell), score, 5e-5) << growth;
  }
}

TEST(ScoreCurves, GrowthAboveTheTargetRisesOnTheOtherTwo) {
  for (const auto& [growth, score] :
       Pairs{{0.11, 0.80}, {0.13, 0.875}, {0.15, 0.95}, {0.175, 0.975}, {0.20, 1.0}}) {
    EXPECT_NEAR(grown(growth, GrowthCurve::drop), score, 1e-9) << growth;
    EXPECT_NEAR(grown(growth, GrowthCurve::ramp), score, 1e-9) << growth;
  }
  EXPECT_NEAR(grown(0.08, GrowthCurve::drop), 0.9001, 5e-5);
  EXPECT_NEAR(grown(0.0, GrowthCurve::ramp), 0.15, 1e-12);
}

TEST(ScoreCurves, MoreGrowthNeverScoresLessOnTheRamp) {
  double before = 0.0;
  for (int thousandth = -500; thousandth < 500; ++thousandth) {
    const double growth = thousandth / 1000.0;
    const double score = grown(growth, GrowthCurve::ramp);
    EXPECT_GE(score, before) << growth;
    before = score;
  }
}

TEST(ScoreCurves, GrowthWithTwoSignsOfABubbleIsHeldAtThreeFifths) {
  RawValues raw;
  raw.cagr_5y = 0.30;
  raw.sharpe = 0.3;
  EXPECT_DOUBLE_EQ(growth_score(raw, {}), 1.0);
  raw.volatility = 0.45;
  EXPECT_DOUBLE_EQ(growth_score(raw, {}), 0.60);
}

TEST(ScoreCurves, RatiosAndFalls) {
  for (const auto& [sharpe, score] : Pairs{{-1.0, 0.0},
                                           {0.25, 0.20},
                                           {0.5, 0.40},
                                           {0.75, 0.55},
                                           {1.0, 0.70},
                                           {1.5, 0.85},
                                           {2.0, 1.0}}) {
    EXPECT_NEAR(sharpe_score(sharpe), score, 1e-12) << sharpe;
  }
  for (const auto& [fall, score] :
       Pairs{{0.05, 1.0}, {0.15, 0.90}, {0.25, 0.70}, {0.40, 0.40}, {0.60, 0.10}, {0.75, 0.0}}) {
    EXPECT_NEAR(drawdown_score(-fall), score, 1e-12) << fall;
  }
  EXPECT_NEAR(risk_ratio_score(1.25), 0.7, 1e-12);
  EXPECT_DOUBLE_EQ(risk_ratio_score(std::nullopt), 0.5);
}

TEST(ScoreCurves, MomentumFallsOffAtMinusATenth) {
  for (const auto& [momentum, score] : Pairs{{-0.1001, 0.20},
                                             {-0.10, 0.50},
                                             {-0.05, 0.55},
                                             {0.0, 0.60},
                                             {0.02, 0.76},
                                             {0.10, 1.0},
                                             {0.20, 0.9333},
                                             {0.40, 0.60},
                                             {0.60, 0.50}}) {
    EXPECT_NEAR(momentum_score(momentum), score, 5e-5) << momentum;
  }
}

TEST(ScoreCurves, CheapSharesScoreHigh) {
  for (const auto& [pe, score] :
       Pairs{{17.0, 1.0}, {18.0, 0.9455}, {19.8, 0.70}, {22.0, 0.50}, {24.2, 0.35}, {30.0, 0.20}}) {
    EXPECT_NEAR(valuation_score(pe, 22.0), score, 5e-5) << pe;
  }
  EXPECT_DOUBLE_EQ(valuation_score(std::nullopt, 22.0), 0.30);
  EXPECT_NEAR(valuation_score(blended_price_to_earnings(20.0, 18.0), 22.0), 0.8091, 5e-4);
  for (const auto& [below, score] :
       Pairs{{0.0, 0.20}, {0.05, 0.35}, {0.15, 0.65}, {0.25, 0.90}, {0.30, 1.0}}) {
    EXPECT_NEAR(below_high_score(below), score, 1e-12) << below;
  }
}

TEST(ScoreCurves, ZeroIsDataAndNoneIsNot) {
  EXPECT_DOUBLE_EQ(profit_margin_score(0.0), 0.5);
  EXPECT_DOUBLE_EQ(leverage_score(0.0), 1.0);
  EXPECT_DOUBLE_EQ(leverage_score(std::nullopt), 0.75);
  EXPECT_DOUBLE_EQ(current_ratio_score(0.0), 0.0);
  EXPECT_DOUBLE_EQ(current_ratio_score(std::nullopt), 0.5);
}

TEST(ScoreCurves, GrowthAddsToTheScoreOfAYield) {
  EXPECT_NEAR(yield_score(0.03, 0.05), 0.70, 1e-12);
  EXPECT_NEAR(yield_score(0.03, 0.07), 0.80, 1e-12);
  EXPECT_NEAR(yield_score(0.03, 0.13), 0.90, 1e-12);
  EXPECT_NEAR(yield_score(0.06, 0.13), 1.0, 1e-12);
  EXPECT_NEAR(yield_score(std::nullopt, 0.20), 0.3, 1e-12);
}

TEST(ScoreCurves, AnUnderweightGroupScoresHighAnOverweightLow) {
  EXPECT_NEAR(gap_score(0.20, 0.20), 0.5, 1e-12);
  EXPECT_NEAR(gap_score(0.20, 0.0), 0.9, 1e-12);
  EXPECT_NEAR(gap_score(0.20, 0.60), 0.1, 1e-12);
  EXPECT_NEAR(gap_score(0.20, 0.10), 0.7, 1e-12);
}

TEST(ScoreCurves, AveragingLooksAtQualityLossAndSize) {
  RawValues raw;
  EXPECT_DOUBLE_EQ(averaging_score(raw, 0.9, 0.9), 0.5);
  raw.position_share = 0.04;
  EXPECT_NEAR(averaging_score(raw, 0.8, 0.75), 0.76, 1e-12);
  raw.position_profit = -0.10;
  EXPECT_NEAR(averaging_score(raw, 0.8, 0.75), 0.96, 1e-12);
  raw.position_share = 0.12;
  EXPECT_NEAR(averaging_score(raw, 0.8, 0.75), 0.672, 1e-12);
}

TEST(PositionRules, SizesBandsAndCeilings) {
  EXPECT_NEAR(position_size(1000.0, 0.15, 0.5, 250.0), 1000.0, 1e-9);
  EXPECT_NEAR(position_size(1000.0, std::nullopt, 1.0, 250.0), 900.0, 1e-9);
  EXPECT_NEAR(position_size(300.0, 0.60, 0.5, 250.0), 250.0, 1e-9);
  EXPECT_DOUBLE_EQ(rebalance_band(0.12), 0.05);
  EXPECT_DOUBLE_EQ(rebalance_band(0.07), 0.07);
  EXPECT_DOUBLE_EQ(rebalance_band(0.01), 0.10);
  EXPECT_TRUE(at_price_ceiling(95.0, 100.0));
  EXPECT_FALSE(at_price_ceiling(94.9, 100.0));
}

TEST(PositionRules, TheLatestCutOfADividendCounts) {
  const std::array<YearlyDividend, 4> cut = {{{2019, 1.0}, {2020, 0.5}, {2021, 0.55}, {2022, 0.6}}};
  EXPECT_NEAR(dividend_record_score(cut, 2022, std::nullopt, std::nullopt), 0.1, 1e-12);
  const std::array<YearlyDividend, 3> risen = {{{2020, 1.0}, {2021, 1.1}, {2022, 1.2}}};
  EXPECT_NEAR(dividend_record_score(risen, 2022, 0.02, 0.02), 1.0, 1e-12);
}

}  // namespace
}  // namespace ballast::planner::scoring
