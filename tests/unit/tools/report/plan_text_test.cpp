#include "tools/report/plan_text.hpp"

#include <gtest/gtest.h>

namespace ballast::tools {
namespace {

using planner::Decision;
using planner::Money;
using planner::Score;

Decision one_purchase() {
  Decision decision;
  decision.base_currency = "EUR";
  decision.as_of = *planner::parse_date("2024-03-01");
  decision.narrative = "Buy one security.";
  decision.outcome = planner::Outcome::trade;
  planner::Step step;
  step.symbol = "DDD";
  step.name = "Delta";
  step.quantity = 40;
  step.price = 25;
  step.currency = "EUR";
  step.value = Money::from_units(1000);
  step.fee = Money::from_units(4);
  step.cash_after = Money::from_units(496);
  step.reason = "quality 0.80";
  step.change = {Score::nearest(0.1), {{"total return", Score::nearest(0.1)}}};
  decision.steps = {step};
  decision.before = {Score::nearest(0.5), {{"total return", Score::nearest(0.5)}}};
  decision.after = {Score::nearest(0.6), {{"total return", Score::nearest(0.6)}}};
  decision.alternatives = {{{{planner::Side::sell, "CCC", 7, Money::from_units(700)}},
                            Score::nearest(0.55),
                            "its total return is lower",
                            true,
                            {Score::nearest(-0.05), {{"total return", Score::nearest(-0.05)}}}}};
  decision.prices = {planner::parse_date("2024-02-20"), planner::parse_date("2024-03-01"), {"EEE"}};
  return decision;
}

TEST(PlanText, ShowsStepsScoreAlternativesAndPriceAge) {
  const std::string text = plan_text(one_purchase(), Style{});
  for (const char* expected :
       {"Buy one security.", "BUY", "DDD  Delta", "25.00 EUR", "1,000.00", "496.00", "quality 0.80",
        "50.000", "60.000", "+10.000", "sell 7 CCC", "its total return is lower",
        "Against the plan, term by term", "-5.000", "Prices from 2024-02-20 to 2024-03-01",
        "Stale: EEE."}) {
    EXPECT_NE(text.find(expected), std::string::npos) << expected << "\n" << text;
  }
  EXPECT_EQ(text.find('\033'), std::string::npos);
}

planner::FrontPlan front_plan(double score, double cost) {
  return {.trades = {{planner::Side::buy, "DDD", 40, Money::from_units(1000)}},
          .score = Score::nearest(score),
          .diversification = 0.65,
          .risk = 0.7,
          .cost = Money::from_units(cost),
          .chosen = false,
          .difference = {},
          .trade_off = "Costs 2.00 EUR less."};
}

TEST(PlanText, ShowsTheFrontByScoreAndTheCheapestPlanOfIt) {
  Decision decision = one_purchase();
  EXPECT_EQ(plan_text(decision, Style{}).find("front"), std::string::npos);
  for (int i = 0; i < 15; ++i) decision.front.push_back(front_plan(0.6 - 0.01 * i, 20.0 - i));
  decision.front[0].chosen = true;
  decision.front_cut = true;
  const std::string text = plan_text(decision, Style{});
  for (const char* expected :
       {"The front", "60.000", "51.000", "46.000", "6.00", "0.650", "buy 40 DDD",
        "Costs 2.00 EUR less.", "15 plans", "11 are shown", "front_limit cuts it"}) {
    EXPECT_NE(text.find(expected), std::string::npos) << expected << "\n" << text;
  }
  EXPECT_EQ(text.find("47.000"), std::string::npos) << text;
}

TEST(PlanText, SaysWhyNothingIsWorthDoing) {
  Decision decision = one_purchase();
  decision.outcome = planner::Outcome::do_nothing;
  decision.steps.clear();
  decision.obstacles = {{planner::ObstacleKind::cooldown,
                         {},
                         planner::Side::buy,
                         "AAA was bought on 2024-02-25; it may be bought again from 2024-03-26."}};
  const std::string text = plan_text(decision, Style{});
  EXPECT_NE(text.find("What stood in the way\n  AAA was bought"), std::string::npos) << text;
}

TEST(PlanText, ShowsHowThePlanFaresWhenPricesMove) {
  Decision decision = one_purchase();
  EXPECT_EQ(plan_text(decision, Style{}).find("prices move"), std::string::npos);
  const auto outcome = [](double worst) {
    return planner::ScenarioOutcome{Score::nearest(worst), Score::nearest(worst + 0.01),
                                    Score::nearest(worst + 0.02), Score::nearest(worst + 0.03),
                                    Score::nearest(worst + 0.015)};
  };
  decision.scenarios = {.mode = planner::PriceScenarios::monte_carlo,
                        .paths = 500,
                        .horizon_days = 20,
                        .before = outcome(0.4),
                        .after = outcome(0.45),
                        .better_paths = 480,
                        .paths_short_of_cash = 1};
  const std::string random = plan_text(decision, Style{});
  for (const char* expected :
       {"How it fares when prices move", "500 random paths over 20 trading days",
        "on the worst path", "40.000", "45.000", "+5.000", "on 480 of 500 paths",
        "On 1 path cash would not suffice"}) {
    EXPECT_NE(random.find(expected), std::string::npos) << expected << "\n" << random;
  }
  decision.scenarios->horizon_days.reset();
  decision.scenarios->paths = 5;
  decision.scenarios->paths_short_of_cash = 0;
  const std::string together = plan_text(decision, Style{});
  EXPECT_NE(together.find("All prices moved together, 5 moves tried."), std::string::npos);
  EXPECT_NE(together.find("at the worst move"), std::string::npos) << together;
  EXPECT_EQ(together.find("in 10"), std::string::npos);
  EXPECT_EQ(together.find("cash would not"), std::string::npos);
}

TEST(PlanText, UsesColourOnlyWhenAsked) {
  EXPECT_NE(plan_text(one_purchase(), Style{true}).find("\033[32mBUY\033[0m"), std::string::npos);
}

}  // namespace
}  // namespace ballast::tools
