#include "planner/opportunities/opportunities.hpp"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "tests/unit/planner/opportunities/worked_example.hpp"

namespace ballast::planner {
namespace {

using namespace example;

struct Expected {
  SecurityId security;
  double quantity, priority;
};

void expect_list(const std::vector<Candidate>& list, const std::vector<Expected>& expected) {
  ASSERT_EQ(list.size(), expected.size());
  for (std::size_t i = 0; i < list.size(); ++i) {
    EXPECT_EQ(list[i].security, expected[i].security) << i;
    EXPECT_EQ(list[i].quantity, expected[i].quantity) << i;
    EXPECT_DOUBLE_EQ(list[i].priority, expected[i].priority) << i;
  }
}

const Obstacle* find(const Opportunities& found, SecurityId security, Side side) {
  for (const Obstacle& one : found.obstacles) {
    if (one.security == security && one.side == side) return &one;
  }
  return nullptr;
}

void expect_obstacle(const Opportunities& found, SecurityId security, Side side, ObstacleKind kind,
                     const std::string& part) {
  const Obstacle* obstacle = find(found, security, side);
  ASSERT_NE(obstacle, nullptr) << "no obstacle with: " << part;
  EXPECT_EQ(obstacle->kind, kind) << obstacle->text;
  EXPECT_NE(obstacle->text.find(part), std::string::npos) << obstacle->text;
}

PlanInputs with_targets() {
  PlanInputs all = inputs();
  all.target_weights = {{aaa, 0.30}, {bbb, 0.42}, {ddd, 0.05}};
  return all;
}

TEST(RulesOfThumb, FindTheCandidatesOfTheWorkedExample) {
  const Opportunities found = identify_opportunities(request(), inputs());
  expect_list(found.profit_taking, {{ccc, 7, 1.5}});
  expect_list(found.averaging_down, {{bbb, 2, 0.72 + 2.0 / 7.0}});
  expect_list(found.rebalance_sells, {});
  expect_list(found.rebalance_buys, {{ddd, 10, 0.6}, {bbb, 2, 0.56}, {ccc, 2, 0.375}});
  expect_list(found.opportunity_buys, {{ddd, 10, 0.8}, {bbb, 2, 0.72}});
  expect_obstacle(found, aaa, Side::sell, ObstacleKind::gap_too_small, "AAA");
  expect_obstacle(found, aaa, Side::buy, ObstacleKind::gap_too_small,
                  "EUROPE holds 40.0 % for a target of 40.0 %");
}

TEST(RulesOfThumb, TakeAGroupWithoutATargetForOverweight) {
  PlanInputs all = inputs();
  all.country_targets.clear();
  const Opportunities found = identify_opportunities(request(), all);
  expect_list(found.rebalance_sells, {{aaa, 24, 0.8}, {ccc, 4, 0.3}});
  EXPECT_TRUE(found.rebalance_buys.empty());
}

TEST(TargetWeights, GiveTheTradesThatCloseTheGaps) {
  const Opportunities found = identify_opportunities(request(), with_targets());
  expect_list(found.averaging_down, {{bbb, 12, 1.2}});
  expect_list(found.rebalance_sells, {{ccc, 15, 1.5}, {aaa, 20, 1.0}});
  expect_list(found.rebalance_buys, {{ddd, 20, 0.5}});
  EXPECT_EQ(found.averaging_down[0].value, 1200);
  EXPECT_EQ(found.averaging_down[0].reason, "target 42.0 %, now 30.0 %");
  EXPECT_TRUE(found.obstacles.empty());
}

TEST(TargetWeights, AreCountedInTheBaseCurrencyAndInWholeLots) {
  PlanInputs all = with_targets();
  all.rates = {{"HKD", 8.0, today}};
  all.securities[3].currency = "HKD";
  all.securities[3].min_lot = 30;
  const Opportunities found = identify_opportunities(request(), all);
  ASSERT_EQ(found.rebalance_buys.size(), 1U);
  EXPECT_EQ(found.rebalance_buys[0].quantity, 150);
  EXPECT_DOUBLE_EQ(found.rebalance_buys[0].value, 150 * 25.0 / 8.0);
}

TEST(TargetWeights, PutTheWiderGapFirstWherePrioritiesAreEqual) {
  PlanInputs all = inputs();
  all.cash = {{"EUR", 10240}};
  all.positions = {{bbb, 20.48, 90, {}}, {ddd, 163.84, 20, {}}};  // an eighth and a quarter
  all.securities[3].priority_multiplier = 2.0;
  all.target_weights = {{aaa, 0.5}};
  const Opportunities found = identify_opportunities(request(), all);
  ASSERT_EQ(found.rebalance_sells.size(), 2U);
  EXPECT_EQ(found.rebalance_sells[0].priority, found.rebalance_sells[1].priority);
  EXPECT_EQ(found.rebalance_sells[0].security, ddd);
}

TEST(TargetWeights, NameWhatKeepsEachGapOpen) {
  PlanInputs all = with_targets();
  all.target_weights = {{aaa, 0.397}, {bbb, 0.42}, {ccc, 0.05}, {ddd, 0.006}};
  all.securities[3].min_lot = 3;
  all.history = {{bbb, today - std::chrono::days{10}, {}}, {ccc, {}, today - std::chrono::days{1}}};
  const Opportunities found = identify_opportunities(request(), all);
  expect_obstacle(found, aaa, Side::sell, ObstacleKind::gap_too_small, "0.3 % over its target");
  expect_obstacle(found, bbb, Side::buy, ObstacleKind::cooldown,
                  "bought again from " + format_date(today + std::chrono::days{20}));
  expect_obstacle(found, ccc, Side::sell, ObstacleKind::cooldown, "sold again from");
  expect_obstacle(found, ddd, Side::buy, ObstacleKind::below_one_lot, "60.00");
}

TEST(TargetWeights, LeaveATradeThatIsNotWorthItsFee) {
  PlanInputs all = with_targets();
  all.target_weights.back().weight = 0.0059;
  PlanRequest dear = request();
  dear.settings.transaction_cost_fixed = 50.0;
  expect_obstacle(identify_opportunities(dear, all), ddd, Side::buy, ObstacleKind::not_worth_fee,
                  "a fee of 50.12");
}

TEST(Eligibility, CountsTheHoldingPeriodFromThePurchaseAndTheCooldownFromTheSale) {
  PlanInputs all = with_targets();
  all.positions[2].first_bought = today - std::chrono::days{89};
  expect_obstacle(identify_opportunities(request(), all), ccc, Side::sell,
                  ObstacleKind::holding_period,
                  "sold from " + format_date(today + std::chrono::days{1}));
  all.positions[2].first_bought = today - std::chrono::days{90};
  all.history = {{ccc, today, today - std::chrono::days{180}}};
  EXPECT_EQ(find(identify_opportunities(request(), all), ccc, Side::sell), nullptr);
  all.history = {{ccc, {}, today - std::chrono::days{179}}};
  expect_obstacle(identify_opportunities(request(), all), ccc, Side::sell, ObstacleKind::cooldown,
                  "180 days");
}

TEST(Eligibility, AppliesTheLossLimitWithoutAnyHistory) {
  PlanInputs all = with_targets();
  all.positions[2].average_price = 130;
  expect_obstacle(identify_opportunities(request(), all), ccc, Side::sell, ObstacleKind::loss_limit,
                  "down 23.1 %");
}

TEST(Eligibility, AppliesQualityAndFlagsToBothPaths) {
  for (PlanInputs all : {inputs(), with_targets()}) {
    all.securities[3].quality = 0.4;
    all.securities[1].allow_buy = false;
    const Opportunities found = identify_opportunities(request(), all);
    expect_obstacle(found, ddd, Side::buy, ObstacleKind::low_quality, "0.40");
    expect_obstacle(found, bbb, Side::buy, ObstacleKind::not_allowed, "not to be bought");
  }
}

TEST(Eligibility, NeedsAPriceAndARate) {
  PlanInputs all = with_targets();
  all.securities[3].quote.reset();
  all.securities[1].currency = "USD";
  const Opportunities found = identify_opportunities(request(), all);
  expect_obstacle(found, ddd, Side::buy, ObstacleKind::no_price, "DDD has no price");
  expect_obstacle(found, bbb, Side::buy, ObstacleKind::no_rate, "USD");
}

TEST(Wishes, ExcludeSymbolsAndSales) {
  PlanRequest wish = request();
  wish.exclude = {"DDD"};
  wish.buy_only = true;
  const Opportunities found = identify_opportunities(wish, with_targets());
  expect_obstacle(found, ddd, Side::buy, ObstacleKind::excluded, "excluded by the request");
  expect_obstacle(found, ccc, Side::sell, ObstacleKind::excluded, "only buys");
  EXPECT_TRUE(found.rebalance_sells.empty());
}

TEST(Wishes, ReportAPinnedSecurityThatNoRuleProposes) {
  PlanRequest wish = request();
  wish.pin = {"DDD"};
  PlanInputs all = with_targets();
  all.target_weights.pop_back();
  expect_obstacle(identify_opportunities(wish, all), ddd, Side::buy, ObstacleKind::not_selected,
                  "DDD is pinned");
}

TEST(Opportunities, AreNoneWhereNothingIsOwned) {
  PlanInputs all = inputs();
  all.positions.clear();
  all.cash.clear();
  EXPECT_EQ(identify_opportunities(request(), all), Opportunities{});
  EXPECT_EQ(identify_opportunities(request(), PlanInputs{}), Opportunities{});
}

TEST(Opportunities, DropSalesOfNoShares) {
  PlanInputs all = inputs();
  all.positions[2].quantity = 1;
  const Opportunities found = identify_opportunities(request(), all);
  EXPECT_TRUE(found.profit_taking.empty());
  expect_obstacle(found, ccc, Side::sell, ObstacleKind::below_one_lot, "50 % of 1 share");
}

TEST(Opportunities, DropPurchasesThatTheFeeGivesNoSize) {
  PlanRequest free = request();
  free.settings.transaction_cost_fixed = 0.0;
  const Opportunities found = identify_opportunities(free, inputs());
  EXPECT_TRUE(found.averaging_down.empty());
  EXPECT_TRUE(found.rebalance_buys.empty());
  EXPECT_TRUE(found.opportunity_buys.empty());
  expect_obstacle(found, ddd, Side::buy, ObstacleKind::not_worth_fee, "the fixed fee, which is 0");
}

TEST(Opportunities, DoNotDependOnTheOrderOfTheLists) {
  PlanInputs all = with_targets();
  all.cash = {{"EUR", 100}, {"USD", 300}, {"EUR", 50.3}};
  all.rates = {{"USD", 1.07, today}, {"GBP", 0.85, today}};
  all.history = {{aaa, {}, today}, {bbb, today, {}}};
  const Opportunities expected = identify_opportunities(request(), all);
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    std::mt19937_64 random(seed);
    std::shuffle(all.cash.begin(), all.cash.end(), random);
    std::shuffle(all.rates.begin(), all.rates.end(), random);
    std::shuffle(all.history.begin(), all.history.end(), random);
    std::shuffle(all.target_weights.begin(), all.target_weights.end(), random);
    std::shuffle(all.country_groups.begin(), all.country_groups.end(), random);
    EXPECT_EQ(identify_opportunities(request(), all), expected) << "seed " << seed;
  }
}

}  // namespace
}  // namespace ballast::planner
