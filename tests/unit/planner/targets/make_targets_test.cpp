// Target weights of whole portfolios: bounds, groups, what is left out, and what is said.
#include "planner/targets/make_targets.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "planner/targets/expected.hpp"
#include "tests/unit/planner/targets/target_world.hpp"

namespace ballast::planner {
namespace {

TEST(MakeTargets, EveryMethodKeepsTheBoundsAndInvestsAllButTheReserve) {
  const TargetWorld world(1);
  for (std::size_t method = 0; method < ChoiceNames<TargetMethod>::names.size(); ++method) {
    SCOPED_TRACE(ChoiceNames<TargetMethod>::names[method]);
    TargetRules rules;
    rules.method = static_cast<TargetMethod>(method);
    rules.target_volatility = 0.25;
    const auto report = world.make(rules);
    ASSERT_TRUE(report) << describe(report.error());
    for (const TargetEntry& entry : report->entries) {
      EXPECT_GE(entry.target, entry.lower - 1e-9) << entry.symbol;
      EXPECT_LE(entry.target, entry.upper + 1e-9) << entry.symbol;
      EXPECT_TRUE(entry.target < 1e-9 || entry.target >= 0.0049 || entry.lower > 0.0)
          << entry.symbol;
    }
    EXPECT_NEAR(invested(*report) + report->cash, 1.0, 1e-9);
    EXPECT_GE(report->cash, 0.02);
    EXPECT_LT(report->residual, 1e-6);
    EXPECT_EQ(report->frontier.size(), frontier_points);
  }
}

TEST(MakeTargets, TheSameInputsGiveTheSameNumbers) {
  EXPECT_EQ(TargetWorld(2).make().value(), TargetWorld(2).make().value());
}

TEST(MakeTargets, LeavesOutWhatHasTooFewPricesAndKeepsItsWeight) {
  TargetWorld world(3);
  auto& history = world.series[0].history;
  history.dates.erase(history.dates.begin(), history.dates.end() - 40);
  history.closes.erase(history.closes.begin(), history.closes.end() - 40);
  for (double& close : world.series[1].history.closes) close = 20.0;
  world.series[2].history.closes[5] = std::nan("");
  world.series[4].history.dates[7] = world.series[4].history.dates[6];
  world.inputs.securities[5].metrics.cagr_5y.reset();
  const auto report = world.make().value();
  ASSERT_EQ(report.left_out.size(), 5U);
  EXPECT_EQ(report.entries.size(), 7U);
  EXPECT_EQ(report.left_out[0].reason, "no growth rate is known; that takes 12 months of prices");
  EXPECT_EQ(report.left_out[1].reason, "40 closes; 61 are needed");
  EXPECT_EQ(report.left_out[2].reason, "its price never moved in 200 days");
  EXPECT_NE(report.left_out[3].reason.find("is not a price above zero"), std::string::npos);
  EXPECT_NE(report.left_out[4].reason.find("stands twice"), std::string::npos);
  EXPECT_LT(invested(report) + report.cash, 0.95);
}

TEST(MakeTargets, RefusesWithASentenceWhereThereIsNothingToChooseFrom) {
  const auto report = TargetWorld(4, 3, 30).make();
  ASSERT_FALSE(report);
  EXPECT_EQ(
      report.error().what,
      "no security is left to choose weights for; of 3 left out, S10: 30 closes; 61 are needed");
}

TEST(MakeTargets, IsDoneInSlicesWhoseSumIsTheSame) {
  const TargetWorld world(10);
  for (const TargetMethod method :
       {TargetMethod::blend, TargetMethod::cvar, TargetMethod::risk_parity}) {
    const TargetRules rules{.method = method};
    TargetMaking making(world.inputs, world.settings, world.series, rules);
    std::size_t slices = 1;
    while (making.advance()) ++slices;
    // A slice for each point of the frontier, and for each stage before it.
    EXPECT_GT(slices, frontier_points + 8);
    EXPECT_EQ(making.take().value(), world.make(rules).value());
  }
}

TEST(MakeTargets, EveryMethodMeetsGroupsThatAddUpToJustWhatIsToInvest) {
  TargetWorld world(11, 30);
  world.inputs.country_targets = {{"EUROPE", 0.7}, {"ASIA", 0.3}};
  world.inputs.country_groups = {{"Germany", "EUROPE"}, {"Japan", "ASIA"}};
  // Of two groups of industries one may take half, the other 5 points more than its target.
  world.inputs.industry_targets = {{"STEEL", 0.55}, {"FOOD", 0.45}};
  world.inputs.industry_groups = {{"Steel", "STEEL"}, {"Food", "FOOD"}};
  for (std::size_t i = 0; i < world.inputs.securities.size(); ++i) {
    world.inputs.securities[i].industries = {i % 3 == 0 ? "Steel" : "Food"};
  }
  for (std::size_t method = 0; method < ChoiceNames<TargetMethod>::names.size(); ++method) {
    SCOPED_TRACE(ChoiceNames<TargetMethod>::names[method]);
    const auto report =
        world.make({.method = static_cast<TargetMethod>(method), .target_volatility = 0.25});
    ASSERT_TRUE(report) << describe(report.error());
    EXPECT_FALSE(says(report->notes, "no weights meet all bounds: "));
  }
}

TEST(MakeTargets, TellsATargetThatIsOutOfReach) {
  const auto report = TargetWorld(5).make({.target_return = 0.9}).value();
  EXPECT_TRUE(says(report.notes, "a return of 90.0 % cannot be had"));
}

TEST(MakeTargets, WidensGroupsThatContradictAndSaysSo) {
  TargetWorld world(6);
  world.inputs.country_targets = {{"ASIA", 1.0}};
  world.inputs.country_groups = {{"Japan", "ASIA"}};
  for (Security& security : world.inputs.securities) security.country = "Germany";
  world.inputs.securities[1].country = "Japan";
  const auto report = world.make().value();
  EXPECT_TRUE(says(report.notes, "no weights meet all bounds: ASIA at least"));
}

TEST(MakeTargets, MovesHalfWayWhereAWeightWouldMoveFar) {
  TargetWorld world(7);
  world.inputs.positions = {{world.inputs.securities[2].id, 2'000.0, 50.0, std::nullopt}};
  const auto report = world.make().value();
  EXPECT_TRUE(says(report.notes, "half way"));
}

TEST(MakeTargets, NeverSellsNorBuysWhatMayNotBe) {
  TargetWorld world(8);
  world.inputs.securities[0].allow_sell = false;
  world.inputs.securities[3].allow_buy = false;
  world.inputs.securities[3].allow_sell = false;
  const auto made = world.make();
  ASSERT_TRUE(made);
  for (const TargetEntry& entry : made->entries) {
    if (entry.symbol == "S10") {
      EXPECT_GE(entry.target, entry.current - 1e-9);
    }
    if (entry.symbol == "S13") {
      EXPECT_NEAR(entry.target, entry.current, 1e-9);
    }
  }
}

TEST(MakeTargets, ManySecuritiesWithShortHistoriesAreChosenAmong) {
  const auto report = TargetWorld(9, 150, 70).make();
  ASSERT_TRUE(report) << describe(report.error());
  EXPECT_GT(report->shrinkage, 0.0);
  EXPECT_LT(report->residual, 1e-6);
}

TEST(KellyCap, NoEdgeGivesNothing) {
  EXPECT_EQ(kelly_cap(0.01, 0.04, 0.02, 0.0), 0.0);
  EXPECT_EQ(kelly_cap(0.10, 0.0, 0.02, 0.0), 0.0);
  EXPECT_NEAR(kelly_cap(0.05, 0.16, 0.02, 0.0), 0.09375, 1e-12);
  EXPECT_NEAR(kelly_cap(0.05, 0.16, 0.02, -1.0), 0.0703125, 1e-12);
  EXPECT_EQ(kelly_cap(0.30, 0.04, 0.02, 0.0), 0.20);
}

TEST(Targets, ViewsMoveTheWeightsTheirWay) {
  const TargetWorld world(7);
  TargetRules rules{.method = TargetMethod::black_litterman};
  const auto weight_of = [&](const std::string& symbol) {
    const auto report = world.make(rules);
    EXPECT_TRUE(report) << describe(report.error());
    for (const TargetEntry& entry : report->entries) {
      if (entry.symbol == symbol) return entry.target;
    }
    return -1.0;
  };
  const double without = weight_of("S11");
  rules.views = {{"S11", 0.60, 0.9}};
  const double liked = weight_of("S11");
  EXPECT_GT(liked, without);
  rules.views = {{"S11", 0.60, 0.0}};
  EXPECT_NEAR(weight_of("S11"), without, 1e-3);
  rules.views = {{"NOSUCH", 0.60, 0.9}};
  EXPECT_EQ(world.make(rules).error().where, "the view of NOSUCH");
  rules.views = {{"S11", 0.1, 0.5}, {"S11", 0.2, 0.5}};
  EXPECT_EQ(world.make(rules).error().what, "there are two of it");
  rules.views = {{"S11", 0.1, 1.5}};
  EXPECT_EQ(world.make(rules).error().allowed, "0 to 1");
}

TEST(Targets, TellsTheTreeAndWhereTradesLead) {
  const TargetWorld world(8);
  const auto report = world.make();
  ASSERT_TRUE(report);
  EXPECT_FALSE(report->planned_expected);
  ASSERT_EQ(report->tree.size() + 1, report->clusters.size());
  for (std::size_t k = 0; k < report->tree.size(); ++k) {
    EXPECT_LT(report->tree[k].left, report->clusters.size() + k);
    EXPECT_LT(report->tree[k].right, report->clusters.size() + k);
    EXPECT_GE(report->tree[k].distance, report->tree[k == 0 ? 0 : k - 1].distance);
  }
  std::vector<TargetWeight> trades;
  for (const TargetEntry& entry : report->entries) {
    trades.push_back({entry.security, entry.target - entry.current});
  }
  const auto planned =
      make_targets(world.inputs, world.settings, world.series, report->rules, trades);
  ASSERT_TRUE(planned);
  EXPECT_NEAR(planned->planned_expected.value(), report->expected, 1e-12);
  EXPECT_NEAR(planned->planned_volatility.value(), report->volatility, 1e-12);
}

}  // namespace
}  // namespace ballast::planner
