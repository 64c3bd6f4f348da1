// Plans that are held against prices that move: what they say of it, and what is no such wish.
#include "planner/plan/scenario_report.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <numeric>

#include "planner/evaluation/evaluate.hpp"
#include "planner/plan/planning.hpp"
#include "tests/unit/planner/opportunities/worked_example.hpp"

namespace ballast::planner {
namespace {

using namespace example;

PlanRequest wish_for(PriceScenarios mode) {
  PlanRequest wish = request();
  wish.settings.price_scenarios = mode;
  wish.seed = 7;
  return wish;
}

Decision plan(const PlanRequest& wish) {
  const auto result = plan_here(wish, inputs());
  EXPECT_TRUE(result.has_value()) << describe(result.error());
  return result.value_or(Decision{});
}

void expect_consistent(const Decision& decision) {
  ASSERT_TRUE(decision.scenarios);
  const ScenarioReport& report = *decision.scenarios;
  EXPECT_EQ(report.before.combined, decision.before.total);
  EXPECT_EQ(report.after.combined, decision.after.total);
  EXPECT_GE(report.after.combined, report.before.combined);
  EXPECT_LE(report.better_paths, report.paths);
  for (const ScenarioOutcome* one : {&report.before, &report.after}) {
    EXPECT_LE(one->worst, one->tenth_percentile);
    EXPECT_LE(one->tenth_percentile, one->ninetieth_percentile);
    EXPECT_LE(one->worst, one->combined);
  }
  for (const Breakdown* one : {&decision.before, &decision.after}) {
    const std::int64_t sum = std::accumulate(
        one->parts.begin(), one->parts.end(), std::int64_t{0},
        [](std::int64_t all, const ScorePart& part) { return all + part.contribution.ticks; });
    EXPECT_EQ(sum, one->total.ticks);
    EXPECT_EQ(one->parts.back().name, "price scenarios");
  }
}

TEST(ScenarioReport, IsOnlyInAPlanThatWantsIt) {
  const Decision decision = plan(wish_for(PriceScenarios::none));
  EXPECT_FALSE(decision.scenarios);
  EXPECT_EQ(decision.before.parts.back().name, "limit");
}

TEST(ScenarioReport, TellsHowAPlanFaresOnEveryShift) {
  const Decision decision = plan(wish_for(PriceScenarios::stochastic));
  expect_consistent(decision);
  EXPECT_EQ(decision.scenarios->paths, 5U);
  EXPECT_FALSE(decision.scenarios->horizon_days);
  EXPECT_EQ(decision.scenarios->better_paths, 5U);
}

TEST(ScenarioReport, TellsHowAPlanFaresOnRandomPaths) {
  PlanRequest wish = wish_for(PriceScenarios::monte_carlo);
  wish.settings.monte_carlo_paths = 200;
  wish.settings.horizon_days = 60;
  const Decision decision = plan(wish);
  expect_consistent(decision);
  EXPECT_EQ(decision.scenarios->paths, 200U);
  EXPECT_EQ(decision.scenarios->horizon_days, 60);
  EXPECT_EQ(plan(wish), decision);
  wish.seed = 8;
  EXPECT_NE(plan(wish).scenarios, decision.scenarios);
}

TEST(ScenarioReport, OfOnesOwnIdeasIsOnTheSamePathsAsDoingNothing) {
  PlanRequest wish = wish_for(PriceScenarios::monte_carlo);
  const ScenarioOutcome nothing = plan(wish).scenarios->before;
  for (const char* symbol : {"AAA", "BBB", "DDD"}) {
    wish.ideas = {{{Side::buy, symbol, 1.0}}};
    const Decision decision = plan(wish);
    ASSERT_TRUE(decision.scenarios) << symbol;
    EXPECT_EQ(decision.scenarios->before, nothing) << symbol;
    EXPECT_EQ(decision.scenarios->after.combined, decision.after.total) << symbol;
  }
}

TEST(ScenarioReport, CountsThePathsOnWhichCashIsShort) {
  PlanContext context;
  context.cash = 150;
  context.candidates = {{.security = 0, .cash = -100}};
  context.scenarios = ScenarioTerms{.mode = PriceScenarios::stochastic,
                                    .paths = 3,
                                    .total_return = {9, 9, 9},
                                    .promise = {0, 0, 0},
                                    .stability = {0, 0, 0},
                                    .quality = {0, 0, 0},
                                    .dividend = {0, 0, 0},
                                    .groups = {},
                                    .ratios = {Score::one, Score::one, Score::one},
                                    .multipliers = {Score::one, 2 * Score::one, Score::one}};
  context.candidates[0].parts.promise = context.candidates[0].linear = 5;
  const std::vector<CandidateIndex> set{0};
  const auto report = scenario_report({}, {context, {}}, {context, set});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->paths_short_of_cash, 1U);
  EXPECT_EQ(report->better_paths, 2U);
}

void expect_refused(const PlanRequest& wish, const std::string& name) {
  const auto result = plan_here(wish, inputs());
  ASSERT_FALSE(result.has_value()) << name;
  EXPECT_NE(describe(result.error()).find(name), std::string::npos) << describe(result.error());
}

TEST(ScenarioWish, OutOfRangeIsRefusedByTheNameOfItsSetting) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double endless = std::numeric_limits<double>::infinity();
  const NumberList many(33, 0.1);
  for (const NumberList& shifts : {NumberList{}, NumberList{-1.0}, NumberList{0.0, -0.96},
                                   NumberList{10.5}, NumberList{nan}, NumberList{endless}, many}) {
    PlanRequest wish = wish_for(PriceScenarios::stochastic);
    wish.settings.stochastic_scenario_shifts = shifts;
    expect_refused(wish, "stochastic_scenario_shifts");
  }
  for (const std::int64_t paths : {-1, 0, 9, 501}) {
    PlanRequest wish = wish_for(PriceScenarios::monte_carlo);
    wish.settings.monte_carlo_paths = paths;
    expect_refused(wish, "monte_carlo_paths");
  }
  for (const std::int64_t horizon : {-1, 0, 253}) {
    PlanRequest wish = wish_for(PriceScenarios::monte_carlo);
    wish.settings.horizon_days = horizon;
    expect_refused(wish, "horizon_days");
  }
}

}  // namespace
}  // namespace ballast::planner
