// The portfolio score of a worked example, where nothing is known, and the tables it is made from.
#include "planner/scoring/portfolio_score.hpp"

#include <gtest/gtest.h>

#include "tests/unit/planner/scoring/example_portfolio.hpp"

namespace ballast::planner {
namespace {

TEST(PortfolioScore, AgreesWithTheWorkedExampleBeforeTrading) {
  const PortfolioScore score = portfolio_score(example::holdings(), example::inputs());
  EXPECT_NEAR(score.geography, 83.3333333333, 1e-9);
  EXPECT_NEAR(score.dividend, 45.0, 1e-9);
  EXPECT_NEAR(score.quality, 55.85, 1e-9);
  EXPECT_NEAR(score.total, 63.588333, 5e-7);
}

TEST(PortfolioScore, AgreesWithTheWorkedExampleAfterTrading) {
  const std::vector<Holding> after{{example::aaa, 4000.0},
                                   {example::bbb, 3600.0},
                                   {example::ccc, 800.0},
                                   {example::ddd, 1000.0}};
  const PortfolioScore score = portfolio_score(after, example::inputs());
  EXPECT_NEAR(score.mean_deviation, 0.06, 1e-12);
  EXPECT_NEAR(score.geography, 80.0, 1e-9);
  EXPECT_NEAR(score.dividend, 47.6, 1e-9);
  EXPECT_NEAR(score.quality, 64.32, 1e-9);
  EXPECT_NEAR(score.total, 65.576, 1e-9);
}

TEST(PortfolioScore, IsNeutralWithoutATotal) {
  PortfolioScoreInputs inputs = example::inputs();
  for (const double total : {0.0, -5.0}) {
    inputs.total = total;
    EXPECT_EQ(portfolio_score(example::holdings(), inputs), PortfolioScore{}) << total;
  }
}

TEST(PortfolioScore, UnknownTablesTakeTheirNeutralValues) {
  PortfolioScoreInputs inputs;
  inputs.total = 10'000.0;
  const PortfolioScore score = portfolio_score(example::holdings(), inputs);
  EXPECT_NEAR(score.geography, 33.3333333333, 1e-9);
  EXPECT_EQ(score.dividend, 50.0);
  EXPECT_EQ(score.quality, 50.0);
  EXPECT_NEAR(score.total, 43.3333333333, 1e-9);
}

TEST(PortfolioScore, AMissingQualityCountsAsHalfAndAMissingYieldAsNothing) {
  PortfolioScoreInputs inputs = example::inputs();
  inputs.qualities = {std::nullopt, 0.0, std::nullopt, std::nullopt};
  inputs.yields = {std::nullopt, std::nullopt, std::nullopt, std::nullopt};
  const PortfolioScore score = portfolio_score(example::holdings(), inputs);
  EXPECT_NEAR(score.quality, 42.5, 1e-9);
  EXPECT_NEAR(score.dividend, 30.0, 1e-9);
}

TEST(PortfolioScore, PartsStayBetweenTheirEnds) {
  PortfolioScoreInputs inputs = example::inputs();
  inputs.yields = {0.5, 0.5, 0.5, 0.5};
  inputs.targets = {1.0, 1.0, 1.0};
  const PortfolioScore score = portfolio_score(example::holdings(), inputs);
  EXPECT_EQ(score.dividend, 100.0);
  EXPECT_EQ(score.geography, 0.0);
}

std::vector<Holding> holdings_after_trades() {
  return {{example::aaa, 4000.0},
          {example::bbb, 3600.0},
          {example::ccc, 800.0},
          {example::ddd, 1000.0}};
}

TEST(PortfolioScore, WithIndustriesButNoTargetsAgreesWithTheWorkedExample) {
  PortfolioScoreInputs inputs = example::inputs();
  inputs.industry_part = true;
  const PortfolioScore score = portfolio_score(holdings_after_trades(), inputs);
  EXPECT_NEAR(score.geography, 80.0, 1e-9);
  EXPECT_EQ(score.industry, 50.0);
  EXPECT_NEAR(score.quality, 64.32, 1e-9);
  EXPECT_NEAR(score.dividend, 17.6, 1e-9);
  EXPECT_NEAR(score.total, 60.6896, 1e-9);
}

TEST(PortfolioScore, IndustriesLosePointsAsCountriesDo) {
  PortfolioScoreInputs inputs = example::inputs();
  inputs.industry_part = true;
  inputs.industry_targets = {0.5, 0.5};
  inputs.industries = {{{0, 1.0}}, {{0, 0.5}, {1, 0.5}}, {}, {{1, 1.0}}};
  const PortfolioScore score = portfolio_score(holdings_after_trades(), inputs);
  // 0.40 + 0.18 = 0.58 and 0.18 + 0.10 = 0.28, each beside 0.5: the mean deviation is 0.15.
  EXPECT_NEAR(score.industry, 50.0, 1e-9);
  inputs.industry_targets = {0.58, 0.28};
  EXPECT_NEAR(portfolio_score(holdings_after_trades(), inputs).industry, 100.0, 1e-9);
  inputs.industry_targets = {0.0, 1.0};
  EXPECT_EQ(portfolio_score(holdings_after_trades(), inputs).industry, 0.0);
}

TEST(PortfolioScore, WithIndustriesTheOneOfQualityAndDividendThatIsKnownStandsForBoth) {
  PortfolioScoreInputs inputs = example::inputs();
  inputs.industry_part = true;
  const double spread = 0.4 * 80.0 + 0.3 * 50.0;
  inputs.yields.clear();
  EXPECT_NEAR(portfolio_score(holdings_after_trades(), inputs).total, spread + 0.3 * 64.32, 1e-9);
  inputs.qualities.clear();
  EXPECT_NEAR(portfolio_score(holdings_after_trades(), inputs).total, spread + 15.0, 1e-9);
  inputs.yields = example::inputs().yields;
  EXPECT_NEAR(portfolio_score(holdings_after_trades(), inputs).total, spread + 0.3 * 17.6, 1e-9);
  inputs.groups.clear();
  EXPECT_NEAR(portfolio_score(holdings_after_trades(), inputs).total, 35.0 + 0.3 * 17.6, 1e-9);
}

TEST(PortfolioScore, IndustriesOfASecurityShareItsValueEqually) {
  PlanInputs inputs;
  inputs.securities.resize(4);
  inputs.securities[0].industries = {"Software", "Banks", "Chips"};
  inputs.securities[1].industries = {"Banks"};
  inputs.securities[2].industries = {"Farming"};
  inputs.industry_targets = {{"OTHER", 0.4}, {"TECHNOLOGY", 0.6}};
  inputs.industry_groups = {
      {"Software", "TECHNOLOGY"}, {"Chips", "TECHNOLOGY"}, {"Banks", "FINANCE"}};
  const PortfolioScoreInputs tables = portfolio_score_inputs(inputs, 1.0, true);
  EXPECT_EQ(tables.industry_targets, (std::vector<double>{0.4, 0.6}));
  const std::vector<std::vector<IndustryShare>> expected{
      {{1, 1.0 / 3.0 + 1.0 / 3.0}}, {}, {{0, 1.0}}, {{0, 1.0}}};
  EXPECT_EQ(tables.industries, expected);
  EXPECT_TRUE(portfolio_score_inputs(inputs, 1.0).industries.empty());
}

TEST(PortfolioScore, ACountryWithoutAGroupBelongsToOther) {
  const std::vector<GroupMember> members{{"Germany", "EUROPE"}, {"Japan", "ASIA"}};
  const std::vector<GroupTarget> targets{{"ASIA", 0.5}, {"OTHER", 0.5}};
  EXPECT_EQ(target_group_of("Japan", members, targets), 0);
  EXPECT_EQ(target_group_of("Peru", members, targets), 1);
  EXPECT_EQ(target_group_of("", members, targets), 1);
  EXPECT_EQ(target_group_of("Germany", members, targets), outside_targets);
}

TEST(PortfolioScore, TablesOfWhichNothingIsKnownAreEmpty) {
  PlanInputs inputs;
  inputs.securities.resize(2);
  inputs.country_targets = {{"ASIA", 1.0}};
  PortfolioScoreInputs tables = portfolio_score_inputs(inputs, 5.0);
  EXPECT_EQ(tables.total, 5.0);
  EXPECT_EQ(tables.targets, std::vector<double>{1.0});
  EXPECT_TRUE(tables.groups.empty());
  EXPECT_TRUE(tables.qualities.empty());
  EXPECT_TRUE(tables.yields.empty());

  inputs.securities[1].country = "Japan";
  inputs.securities[1].quality = 0.7;
  inputs.securities[1].metrics.dividend_yield = 0.0;
  inputs.country_groups = {{"Japan", "ASIA"}};
  tables = portfolio_score_inputs(inputs, 5.0);
  EXPECT_EQ(tables.groups, (std::vector<std::uint16_t>{outside_targets, 0}));
  EXPECT_EQ(tables.qualities, (std::vector<std::optional<double>>{std::nullopt, 0.7}));
  EXPECT_EQ(tables.yields, (std::vector<std::optional<double>>{std::nullopt, 0.0}));
}

}  // namespace
}  // namespace ballast::planner
