#include "planner/plan/planning.hpp"

#include <numeric>

#include <gtest/gtest.h>

#include "planner/evaluation/evaluate.hpp"
#include "tests/unit/planner/opportunities/worked_example.hpp"

namespace ballast::planner {
namespace {

using namespace example;

Decision plan(const PlanRequest& wish, const PlanInputs& all) {
  const auto result = plan_here(wish, all);
  EXPECT_TRUE(result.has_value()) << describe(result.error());
  return result.value_or(Decision{});
}

std::string name_of(const std::vector<TradeSummary>& trades) {
  std::string name;
  for (const TradeSummary& trade : trades) {
    name += (trade.side == Side::sell ? "-" : "+") + trade.symbol;
  }
  return name;
}

std::string name_of(const std::vector<Step>& steps) {
  std::string name;
  for (const Step& step : steps) name += (step.side == Side::sell ? "-" : "+") + step.symbol;
  return name;
}

void expect_adds_up(const Breakdown& breakdown) {
  const std::int64_t sum = std::accumulate(
      breakdown.parts.begin(), breakdown.parts.end(), std::int64_t{0},
      [](std::int64_t all, const ScorePart& part) { return all + part.contribution.ticks; });
  EXPECT_EQ(sum, breakdown.total.ticks);
}

TEST(Planning, RanksTheSetsOfTheWorkedExample) {
  PlanRequest wish = request();
  wish.settings.beam_width = 20;
  const Decision decision = plan(wish, inputs());
  EXPECT_EQ(decision.outcome, Outcome::trade);
  EXPECT_EQ(name_of(decision.steps), "+BBB+DDD+CCC");
  EXPECT_NEAR(decision.after.total.value(), 0.7073403697, 1e-10);
  EXPECT_NEAR(decision.before.total.value(), 0.6603290789, 1e-10);
  const std::vector<std::pair<std::string, double>> expected = {
      {"+BBB+DDD", 0.6960005902}, {"+DDD+CCC", 0.6931572097},     {"+BBB+CCC", 0.6858520184},
      {"+DDD", 0.6818174302},     {"+BBB", 0.6745122389},         {"+CCC", 0.6716688584},
      {"", 0.6603290789},         {"-CCC+BBB+DDD", 0.6561933620}, {"-CCC+DDD", 0.6420102021},
      {"-CCC+BBB", 0.6347050107}, {"-CCC", 0.6205218507}};
  ASSERT_EQ(decision.runners_up.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(name_of(decision.runners_up[i].trades), expected[i].first);
    EXPECT_NEAR(decision.runners_up[i].score.value(), expected[i].second, 1e-10);
  }
  EXPECT_EQ(decision.candidate_count, 4U);
  EXPECT_EQ(decision.sets_in_space, 11U);
}

TEST(Planning, ShowsTheFrontAndWhatEachPlanOfItWouldTradeAway) {
  PlanRequest wish = request();
  EXPECT_TRUE(plan(wish, inputs()).front.empty());
  wish.settings.enable_multi_objective = true;
  const Decision decision = plan(wish, inputs());
  EXPECT_EQ(name_of(decision.steps), "+BBB+DDD+CCC");
  std::vector<std::string> names;
  for (const FrontPlan& one : decision.front) names.push_back(name_of(one.trades));
  // +DDD+CCC is as dear as +BBB+DDD and not better in anything, and so is +CCC beside +BBB.
  const std::vector<std::string> expected{"+BBB+DDD+CCC", "+BBB+DDD", "+BBB+CCC",
                                          "+DDD",         "+BBB",     ""};
  ASSERT_EQ(names, expected);
  EXPECT_FALSE(decision.front_cut);
  EXPECT_TRUE(decision.front[0].chosen);
  EXPECT_EQ(decision.front[0].trade_off, "The chosen plan.");
  EXPECT_EQ(decision.front[0].cost, Money::from_units(7.3));
  EXPECT_FALSE(decision.front[5].chosen);
  EXPECT_EQ(decision.front[5].cost, Money{});
  EXPECT_EQ(decision.front[5].trade_off,
            "Costs 7.30 EUR less; gives up 4.70 points of score (most of all in total return, "
            "2.04), 0.044 of diversification and 0.041 of steadiness.");
  for (const FrontPlan& one : decision.front) {
    expect_adds_up(one.difference);
    EXPECT_EQ(one.difference.total, one.score - decision.after.total);
  }
}

TEST(Planning, CutsTheFrontWhereItIsToldTo) {
  PlanRequest wish = request();
  wish.settings.enable_multi_objective = true;
  wish.settings.front_limit = 3;
  const Decision decision = plan(wish, inputs());
  EXPECT_EQ(decision.front.size(), 3U);
  EXPECT_TRUE(decision.front_cut);
}

TEST(Planning, ChoosesOfEquallyHighScoresOneThatNothingDominates) {
  const RankedSequence first{Score{9}, 5, {0}};
  const RankedSequence second{Score{9}, 4, {1}};
  SearchOutcome found;
  found.best = {first, second};
  FrontPages pages{10};
  pages.add({{{{Score{9}, 1, 1, 10}, 4, {1}}, {{Score{8}, 2, 1, 10}, 9, {2}}}, std::nullopt});
  take_front(pages, found);
  EXPECT_EQ(found.best, (std::vector<RankedSequence>{second, first}));
  EXPECT_EQ(found.front.size(), 2U);
  found.best = {first};
  take_front(pages, found);
  EXPECT_EQ(found.best, std::vector<RankedSequence>{second});
}

TEST(Planning, WalksTheCashAndAddsUpThePlan) {
  const Decision decision = plan(request(), inputs());
  ASSERT_EQ(decision.steps.size(), 3U);
  EXPECT_EQ(decision.steps[0].value, Money::from_units(200));
  EXPECT_EQ(decision.steps[0].fee, Money::from_units(2.4));
  EXPECT_EQ(decision.steps[0].cash_after, Money::from_units(1500 - 202.4));
  EXPECT_EQ(decision.cash_required, Money::from_units(202.4 + 252.5 + 202.4));
  EXPECT_EQ(decision.cash_generated, Money{});
  EXPECT_EQ(decision.fees, Money::from_units(7.3));
  EXPECT_EQ(decision.cash_after, decision.cash_before - decision.cash_required);
  expect_adds_up(decision.before);
  expect_adds_up(decision.after);
  EXPECT_EQ(decision.prices.oldest, today);
  EXPECT_TRUE(decision.degraded.empty());
}

TEST(Planning, SaysWhyInPlainWords) {
  const Decision decision = plan(request(), inputs());
  EXPECT_EQ(decision.steps[0].narrative,
            "Buy 2 shares of BBB Incorporated (BBB) for 200 EUR: it is temporarily down, and "
            "buying lowers its average cost (down 29 % and of good quality (0.72), which justifies "
            "averaging down).");
  EXPECT_EQ(decision.narrative,
            "Buy more of what is good and temporarily down. 3 trades: buy 650 EUR of BBB, DDD and "
            "CCC. The score rises by 4.7 points, from 66.0 to 70.7.");
  ASSERT_FALSE(decision.runners_up.empty());
  EXPECT_EQ(decision.runners_up[0].why_lost,
            "1.13 points less, most of all in total return (0.53 less).");
}

TEST(Planning, FindsAlternativesThatAreClearlyDifferent) {
  const Decision decision = plan(request(), inputs());
  ASSERT_EQ(decision.alternatives.size(), alternative_count);
  EXPECT_EQ(name_of(decision.alternatives[0].trades), "+DDD");
  EXPECT_EQ(name_of(decision.alternatives[1].trades), "+BBB");
  EXPECT_EQ(name_of(decision.alternatives[2].trades), "+CCC");
}

TEST(Planning, NamesWhatStoodInTheWayOfDoingAnything) {
  PlanRequest wish = request();
  wish.settings.cost_penalty_factor = 1.0;
  wish.settings.transaction_cost_fixed = 100.0;
  PlanInputs all = inputs();
  all.cash = {{"EUR", 260}};
  all.securities[3].min_lot = 10;
  const Decision decision = plan(wish, all);
  EXPECT_EQ(decision.outcome, Outcome::do_nothing);
  EXPECT_EQ(decision.after.total, decision.before.total);
  ASSERT_FALSE(decision.obstacles.empty());
  EXPECT_EQ(decision.obstacles[0].kind, ObstacleKind::no_cash);
  EXPECT_NE(decision.narrative.find("Nothing to do: none of"), std::string::npos);
  EXPECT_LE(decision.obstacles.size(), 12U);
}

TEST(Planning, SaysThatNothingIsBoughtOrSoldWhereACapIsNought) {
  PlanRequest wish = request();
  wish.settings.max_sells = 0;
  EXPECT_EQ(name_of(plan(wish, inputs()).steps), "+BBB+DDD+CCC");
  wish.settings.max_buys = 0;
  EXPECT_EQ(plan(wish, inputs()).narrative,
            "Nothing to do: max_buys and max_sells are 0, so nothing is traded.");
  wish.settings.max_sells = 4;
  const Decision no_purchase = plan(wish, inputs());
  EXPECT_EQ(no_purchase.narrative,
            "Nothing to do: max_buys is 0, so nothing is bought, and no sale improves the score, "
            "which stays at 66.0.");
  ASSERT_FALSE(no_purchase.runners_up.empty());
  for (const Alternative& one : no_purchase.runners_up) EXPECT_EQ(name_of(one.trades), "-CCC");
}

TEST(Planning, OfAnEmptyPortfolioIsAClearOutcome) {
  PlanInputs all = inputs();
  all.positions.clear();
  all.cash.clear();
  const Decision poor = plan(request(), all);
  EXPECT_EQ(poor.outcome, Outcome::do_nothing);
  EXPECT_EQ(poor.narrative, "Nothing to do: nothing is owned, neither a position nor cash.");
  PlanInputs nothing;
  nothing.as_of = today;
  EXPECT_EQ(plan(request(), nothing).narrative, "Nothing to do: no security is known.");
  all.cash = {{"EUR", -5}};
  EXPECT_EQ(plan(request(), all).outcome, Outcome::do_nothing);
}

TEST(Planning, TradesEveryPinnedSecurityOrSaysThatItCannot) {
  PlanRequest wish = request();
  wish.settings.max_plan_depth = 1;
  wish.pin = {"CCC"};
  EXPECT_EQ(name_of(plan(wish, inputs()).steps), "+CCC");
  wish.pin = {"BBB", "CCC"};
  const Decision refused = plan(wish, inputs());
  EXPECT_EQ(refused.outcome, Outcome::do_nothing);
  EXPECT_NE(refused.narrative.find("BBB and CCC"), std::string::npos) << refused.narrative;
  wish.pin = {"AAA"};
  const Decision degraded = plan(wish, inputs());
  ASSERT_EQ(degraded.degraded.size(), 1U);
  EXPECT_NE(degraded.degraded[0].find("AAA is pinned, but"), std::string::npos);
}

TEST(Planning, NamesStalePrices) {
  PlanInputs all = inputs();
  all.securities[1].quote->date = today - std::chrono::days{8};
  const Decision decision = plan(request(), all);
  EXPECT_EQ(decision.prices.stale, std::vector<std::string>{"BBB"});
  EXPECT_EQ(decision.prices.oldest, today - std::chrono::days{8});
  ASSERT_EQ(decision.degraded.size(), 1U);
  EXPECT_EQ(decision.degraded[0], "Prices older than 7 days: BBB.");
}

TEST(Ideas, AreScoredBestFirstWithAVerdict) {
  PlanRequest wish = request();
  wish.ideas = {{{Side::sell, "CCC", 7}, {Side::buy, "DDD", 88}},
                {{Side::sell, "CCC", 7}},
                {{Side::buy, "DDD", 40}, {Side::buy, "BBB", 6}, {Side::sell, "CCC", 7}}};
  wish.settings.min_cash_reserve = 0;
  const Decision decision = plan(wish, inputs());
  EXPECT_EQ(decision.outcome, Outcome::ideas_scored);
  ASSERT_EQ(decision.runners_up.size(), 3U);
  EXPECT_EQ(name_of(decision.runners_up[0].trades), "-CCC+DDD+BBB");
  EXPECT_NEAR(decision.runners_up[0].score.value(), 0.7357914026, 1e-10);
  EXPECT_NE(decision.runners_up[0].why_lost.find("points better than doing nothing"),
            std::string::npos);
  EXPECT_EQ(name_of(decision.runners_up[1].trades), "-CCC");
  EXPECT_NEAR(decision.runners_up[1].score.value(), 0.6205218507, 1e-10);
  EXPECT_FALSE(decision.runners_up[2].feasible);
  EXPECT_EQ(decision.runners_up[2].why_lost,
            "Not possible: the purchases need 2206.40 with their fees, and 2196.60 is available.");
  ASSERT_EQ(decision.steps.size(), 3U);
  EXPECT_EQ(decision.cash_after, Money::from_units(589.4));
  expect_adds_up(decision.after);
}

}  // namespace
}  // namespace ballast::planner
