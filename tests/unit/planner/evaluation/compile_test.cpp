// Goal: the compiled integers say what the plain doubles say. The worked figures were computed
// independently, without the product's code.
#include "planner/evaluation/compile.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "planner/evaluation/evaluate.hpp"
#include "planner/evaluation/search.hpp"
#include "tests/unit/planner/evaluation/random_portfolio.hpp"

namespace ballast::planner {
namespace {

using Set = std::vector<CandidateIndex>;
using test::Portfolio;

PlanContext compiled(const Portfolio& portfolio) {
  return compile_context(portfolio.inputs, portfolio.books, portfolio.settings,
                         portfolio.candidates);
}

/// Candidates: 0 sells 7 CCC; 1 buys 2 BBB, 2 buys 10 DDD, 3 buys 2 CCC.
Portfolio four_candidates() {
  Portfolio portfolio = test::small_portfolio();
  portfolio.candidates = {test::trade(portfolio, Side::sell, 2, 7, 1.5),
                          test::trade(portfolio, Side::buy, 1, 2, 1.0057142857142858),
                          test::trade(portfolio, Side::buy, 3, 10, 0.8),
                          test::trade(portfolio, Side::buy, 2, 2, 0.375)};
  return portfolio;
}

TEST(Compile, GivesEverySetOfAKnownPlanItsScore) {
  const PlanContext context = compiled(four_candidates());
  const std::vector<std::pair<Set, double>> expected{
      {{1, 2, 3}, 0.7073403697}, {{1, 2}, 0.6960005902}, {{2, 3}, 0.6931572097},
      {{1, 3}, 0.6858520184},    {{2}, 0.6818174302},    {{1}, 0.6745122389},
      {{3}, 0.6716688584},       {{}, 0.6603290789},     {{0, 1, 2}, 0.6561933620},
      {{0, 2}, 0.6420102021},    {{0, 1}, 0.6347050107}, {{0}, 0.6205218507}};
  for (const auto& [set, value] : expected) {
    EXPECT_NEAR(score(context, set).value(), value, 1e-9) << set.size();
  }
}

TEST(Compile, LetsTheSearchRankAKnownPlan) {
  const PlanContext context = compiled(four_candidates());
  SearchResult result = search_start(context, {});
  merge(result, search_range(context, {0, space_size(context)}, {}, 20), 20);
  std::vector<Set> found;
  for (const RankedSequence& sequence : result.best) found.push_back(sequence.candidates);
  const std::vector<Set> expected{{1, 2, 3}, {1, 2}, {2, 3},    {1, 3}, {2},    {1},
                                  {3},       {},     {0, 1, 2}, {0, 2}, {0, 1}, {0}};
  EXPECT_EQ(found, expected);
  EXPECT_EQ(result.outside, 4U);
}

TEST(Compile, GivesAKnownSequenceItsScoreAndCash) {
  Portfolio portfolio = test::small_portfolio();
  portfolio.candidates = {test::trade(portfolio, Side::sell, 2, 7),
                          test::trade(portfolio, Side::buy, 1, 6),
                          test::trade(portfolio, Side::buy, 3, 40)};
  const PlanContext context = compiled(portfolio);
  const Set all{0, 1, 2};
  EXPECT_TRUE(feasible(context, all));
  EXPECT_NEAR(score(context, all).value(), 0.7357914026, 1e-9);
  EXPECT_NEAR(score_parts(context, all).cost.value(), -0.000106, 1e-12);
  EXPECT_NEAR(score_parts(context, all).geography.value(), 0.08, 1e-12);
  EXPECT_NEAR(score_parts(context, all).total_return.value(), 0.35 * 0.90612, 1e-4);
  std::int64_t cash = context.cash;
  std::int64_t fees = 0;
  for (const CandidateTerms& terms : context.candidates) {
    cash += terms.cash;
    fees += terms.fee;
  }
  EXPECT_EQ(cash, 589'400'000);
  EXPECT_EQ(fees, 10'600'000);
}

TEST(Compile, CountsFeesWhenItAsksWhetherCashSuffices) {
  Portfolio portfolio = test::small_portfolio();
  portfolio.candidates = {test::trade(portfolio, Side::sell, 2, 7),
                          test::trade(portfolio, Side::buy, 3, 88)};
  EXPECT_FALSE(feasible(compiled(portfolio), Set{0, 1}));
}

TEST(Compile, AddsTheOpinionToEverySetAlike) {
  Portfolio portfolio = four_candidates();
  const PlanContext neutral = compiled(portfolio);
  portfolio.settings.opinion = 0.9;
  const PlanContext hopeful = compiled(portfolio);
  EXPECT_NEAR(score_parts(hopeful, {}).opinion.value(), 0.05 * 0.9, 1e-15);
  for (const Set& set : {Set{}, Set{0}, Set{1, 2, 3}}) {
    EXPECT_NEAR((score(hopeful, set) - score(neutral, set)).value(), 0.05 * 0.4, 1e-15);
  }
}

TEST(Compile, ScoresGrowthOfEveryHorizonWhereItIsAskedTo) {
  Portfolio portfolio = four_candidates();
  portfolio.settings.enable_multi_timeframe = true;
  portfolio.inputs.securities[0].metrics.cagr_1y = -0.1;
  const double held = 0.35 * (0.4 * (0.2 * 0.15 + 0.8) + 0.3 * 0.973848 + 0.15 * 0.750651);
  EXPECT_NEAR(score_parts(compiled(portfolio), {}).total_return.value(), held, 5e-7);
}

TEST(Compile, SellsNoMoreThanIsHeld) {
  Portfolio portfolio = test::small_portfolio();
  portfolio.settings.transaction_cost_fixed = 0.0;
  portfolio.settings.transaction_cost_percent = 0.0;
  portfolio.candidates = {test::trade(portfolio, Side::sell, 2, 20)};
  EXPECT_EQ(compiled(portfolio).candidates[0].cash, 1'500'000'000);
}

TEST(Compile, CapsTheDividendPart) {
  Portfolio portfolio = test::small_portfolio();
  for (Security& security : portfolio.inputs.securities) security.metrics.dividend_yield = 0.2;
  const PlanContext context = compiled(portfolio);
  EXPECT_GT(context.base_dividend, context.dividend_cap);
  EXPECT_NEAR(score_parts(context, {}).dividend.value(), 0.25 * 0.30, 1e-12);
}

TEST(Compile, TakesTheNeutralGeographyWithoutTargets) {
  Portfolio portfolio = test::small_portfolio();
  portfolio.inputs.country_targets.clear();
  const PlanContext context = compiled(portfolio);
  EXPECT_TRUE(context.base_groups.empty());
  EXPECT_NEAR(score_parts(context, {}).geography.value(), 0.1 / 3.0, 1e-12);
}

TEST(Compile, AddsAnIndustryPartWhereItIsAskedTo) {
  Portfolio portfolio = four_candidates();
  EXPECT_EQ(compiled(portfolio).industry_full, 0);
  EXPECT_EQ(score_parts(compiled(portfolio), {}).industry, Score{});
  portfolio.settings.enable_industry_part = true;
  EXPECT_NEAR(score_parts(compiled(portfolio), {}).industry.value(), 0.25 * 0.30 * 0.5, 1e-15);
  portfolio.inputs.securities[0].industries = {"Industrials"};
  portfolio.inputs.securities[1].industries = {"Software", "Banks"};
  portfolio.inputs.industry_groups = {{"Software", "TECHNOLOGY"}, {"Industrials", "INDUSTRY"}};
  portfolio.inputs.industry_targets = {{"TECHNOLOGY", 0.25}, {"INDUSTRY", 0.4}, {"OTHER", 0.35}};
  const PlanContext context = compiled(portfolio);
  // Held: 0.15, 0.40 and 0.15 + 0.15. Two BBB move 0.01 into TECHNOLOGY and 0.01 into OTHER.
  EXPECT_NEAR(score_parts(context, {}).industry.value(), 0.075 * (1.0 - 0.05 / 0.3), 1e-12);
  EXPECT_NEAR(score_parts(context, Set{1}).industry.value(),
              0.075 * (1.0 - (0.09 + 0.04) / 3.0 / 0.3), 1e-12);
  EXPECT_EQ(score_parts(context, Set{1}).total(), score(context, Set{1}));
}

TEST(Compile, CountsCountriesWithoutAGroupInTheTargetNamedOther) {
  Portfolio portfolio = test::small_portfolio();
  portfolio.inputs.country_targets = {{"OTHER", 0.15}, {"EUROPE", 0.40}};
  portfolio.inputs.country_groups = {{"Germany", "EUROPE"}, {"United States", "NORTH_AMERICA"}};
  EXPECT_NEAR(score_parts(compiled(portfolio), {}).geography.value(), 0.1, 1e-12);
}

TEST(Compile, KeepsRequiredSecuritiesInOrderAndOnce) {
  const Portfolio portfolio = four_candidates();
  const SetRules rules{.required = {{4}, {2}, {4}}};
  const PlanContext context = compile_context(portfolio.inputs, portfolio.books, portfolio.settings,
                                              portfolio.candidates, rules);
  EXPECT_EQ(context.required_securities, (std::vector<std::uint32_t>{1, 3}));
}

TEST(Compile, KeepsALotWorthManyPortfoliosAsWhatNoPlanCanPayFor) {
  Portfolio portfolio = four_candidates();
  portfolio.candidates[1].value = 1e9;
  const PlanContext context = compiled(portfolio);
  EXPECT_FALSE(feasible(context, Set{0, 1}));
  EXPECT_TRUE(feasible(context, Set{0, 2}));
}

TEST(Compile, SetsFurtherCandidatesAndConflictsApart) {
  const Portfolio portfolio = four_candidates();
  const SetRules rules{
      .required = {}, .further_sells = 1, .further_buys = 2, .conflicts = {{3, 1}, {1, 2}, {1, 3}}};
  const PlanContext context = compile_context(portfolio.inputs, portfolio.books, portfolio.settings,
                                              portfolio.candidates, rules);
  EXPECT_EQ(context.sell_count, 1U);
  EXPECT_EQ(context.space_sells, 0U);
  EXPECT_EQ(context.space_buys, 1U);
  EXPECT_EQ(context.conflicts, (std::vector<Conflict>{{1, 2}, {1, 3}}));
  EXPECT_EQ(space_size(context), 1U);
}

TEST(Compile, RefusesMoreFurtherCandidatesThanThereAre) {
  const Portfolio portfolio = four_candidates();
  EXPECT_THROW(static_cast<void>(compile_context(portfolio.inputs, portfolio.books,
                                                 portfolio.settings, portfolio.candidates,
                                                 {.required = {}, .further_sells = 2})),
               std::invalid_argument);
}

void expect_refusal(const std::string& words, const Portfolio& portfolio) {
  try {
    static_cast<void>(compiled(portfolio));
    FAIL() << "accepted, though " << words;
  } catch (const std::invalid_argument& error) {
    EXPECT_NE(std::string{error.what()}.find(words), std::string::npos) << error.what();
  }
}

TEST(Compile, RefusesWhatItCannotCount) {
  Portfolio portfolio = four_candidates();
  portfolio.books.total_value = 0.0;
  expect_refusal("total value is not positive", portfolio);

  portfolio = four_candidates();
  portfolio.books.position_values[0] = std::numeric_limits<double>::quiet_NaN();
  expect_refusal("negative or not a number", portfolio);

  portfolio = four_candidates();
  portfolio.candidates[1].value = 1e9;
  portfolio.candidates[1].category = Category::own_idea;
  expect_refusal("the purchase of BBB is out of all proportion", portfolio);

  portfolio = four_candidates();
  portfolio.candidates[0].security = {3};
  portfolio.books.position_values[2] = 0.0;
  expect_refusal("the sale of CCC has no value", portfolio);

  portfolio = four_candidates();
  portfolio.candidates[2].priority = std::numeric_limits<double>::infinity();
  expect_refusal("the priority of the purchase of DDD", portfolio);

  portfolio = four_candidates();
  portfolio.candidates[2].security = {77};
  expect_refusal("no security with id 77", portfolio);

  portfolio = four_candidates();
  std::reverse(portfolio.candidates.begin(), portfolio.candidates.end());
  expect_refusal("the side does not fit", portfolio);
}

}  // namespace
}  // namespace ballast::planner
