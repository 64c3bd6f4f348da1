// The end-state score of the worked example, its edges, and costs.
#include "planner/scoring/end_state_score.hpp"

#include <gtest/gtest.h>

#include "tests/unit/planner/scoring/example_portfolio.hpp"

namespace ballast::planner {
namespace {

TEST(EndStateScore, AgreesWithTheWorkedExample) {
  const std::vector<Holding> after{{example::aaa, 4000.0},
                                   {example::bbb, 3600.0},
                                   {example::ccc, 800.0},
                                   {example::ddd, 1000.0}};
  const PortfolioScore portfolio = portfolio_score(after, example::inputs());
  const EndStateScore score =
      end_state_score(after, example::total, example::scores(), portfolio.total / 100.0,
                      weights_of(RiskProfile::balanced));
  EXPECT_NEAR(score.total_return, 0.90604, 5e-6);
  EXPECT_NEAR(score.promise, 0.67236, 5e-6);
  EXPECT_NEAR(score.stability, 0.6358, 5e-6);
  EXPECT_NEAR(score.diversification, 0.65576, 1e-12);
  EXPECT_NEAR(score.score, 0.7358974026, 5e-11);
  EXPECT_NEAR(example::score_of(example::holdings(), example::inputs()), 0.6603290789, 5e-11);
}

TEST(EndStateScore, HoldingNothingIsScoredLikeAnyState) {
  const EndStateScore score =
      end_state_score({}, 1000.0, {}, 0.4, weights_of(RiskProfile::balanced));
  EXPECT_DOUBLE_EQ(score.score, 0.25 * 0.4 + 0.05 * 0.5);
  const EndStateScore worthless =
      end_state_score(example::holdings(), 0.0, example::scores(), 0.5, {});
  EXPECT_EQ(worthless.total_return, 0.0);
  EXPECT_DOUBLE_EQ(worthless.score, 0.25 * 0.5 + 0.05 * 0.5);
}

TEST(EndStateScore, OnlyHoldingsOfSomeValueCount) {
  std::vector<Holding> holdings = example::holdings();
  const double score = example::score_of(holdings, example::inputs());
  const EndStateScore before =
      end_state_score(holdings, example::total, example::scores(), 0.5, {});
  holdings.push_back({example::ddd, -100.0});
  EXPECT_EQ(end_state_score(holdings, example::total, example::scores(), 0.5, {}), before);
  holdings.back().value = 0.0;
  EXPECT_EQ(example::score_of(holdings, example::inputs()), score);
}

TEST(EndStateScore, NeverExceedsOne) {
  const std::vector<Holding> holdings{{0, 5000.0}};
  const std::vector<SymbolScores> scores{{1.0, 1.0, 1.0}};
  EXPECT_EQ(end_state_score(holdings, 1000.0, scores, 1.0, {}).score, 1.0);
}

TEST(EndStateScore, TheRiskProfileMovesWeightBetweenReturnAndStability) {
  const std::vector<Holding> risky{{example::ccc, example::total}};
  const auto score = [&](RiskProfile profile) {
    return end_state_score(risky, example::total, example::scores(), 0.5, weights_of(profile))
        .score;
  };
  EXPECT_GT(score(RiskProfile::aggressive), score(RiskProfile::balanced));
  EXPECT_GT(score(RiskProfile::balanced), score(RiskProfile::conservative));
}

TEST(Costs, AreAFixedFeeAndAShareOfTheValue) {
  const TradingCosts costs{.fixed = 2.0, .percent = 0.002};
  EXPECT_DOUBLE_EQ(trade_cost(700.0, costs), 3.4);
  EXPECT_DOUBLE_EQ(trade_cost(-700.0, costs), 3.4);
  EXPECT_EQ(trading_costs(Settings{}), costs);
}

TEST(Costs, ThePenaltyIsTheCostsShareOfThePortfolioTimesTheFactor) {
  EXPECT_DOUBLE_EQ(cost_penalty(10.6, 10'000.0, 0.1), 0.000106);
  EXPECT_DOUBLE_EQ(cost_penalty(10.6, 10'000.0, 7.0), 0.00106);
  EXPECT_EQ(cost_penalty(10.6, 10'000.0, -1.0), 0.0);
  EXPECT_EQ(cost_penalty(10.6, 0.0, 0.1), 0.0);
  EXPECT_DOUBLE_EQ(penalised(0.736, 0.000106), 0.735894);
  EXPECT_EQ(penalised(0.1, 0.2), 0.0);
}

}  // namespace
}  // namespace ballast::planner
