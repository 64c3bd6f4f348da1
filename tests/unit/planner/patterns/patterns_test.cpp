// Every pattern on lists that can be followed by hand. Values of sales come to cash, values of
// purchases leave it; fees do not count here.
#include "planner/patterns/patterns.hpp"

#include <gtest/gtest.h>

#include "tests/unit/planner/patterns/hand_made_lists.hpp"

namespace ballast::planner {
namespace {

using test::HandMadeLists;
constexpr auto pt = Category::profit_taking;
constexpr auto ad = Category::averaging_down;
constexpr auto rs = Category::rebalance_sells;
constexpr auto rb = Category::rebalance_buys;
constexpr auto op = Category::opportunity_buys;

/// Two sales for profit (P 300, Q 200), two to rebalance (R 400, S 100), purchases A 250, B 350 to
/// average down, C 150, D 500 to rebalance, E 100, F 600 as opportunities.
HandMadeLists twelve_letters() {
  HandMadeLists lists;
  lists.add(pt, 'P', 300, 1.5).add(pt, 'Q', 200, 0.9);
  lists.add(ad, 'A', 250, 1.0).add(ad, 'B', 350, 0.8);
  lists.add(rs, 'R', 400, 0.7).add(rs, 'S', 100, 0.4);
  lists.add(rb, 'C', 150, 0.6).add(rb, 'D', 500, 0.5);
  lists.add(op, 'E', 100, 0.95).add(op, 'F', 600, 0.85);
  return lists;
}

TEST(DirectBuy, TakesWhatCashSufficesForAndWalksOnPastWhatItDoesNot) {
  EXPECT_EQ(twelve_letters().made_by(direct_buy, 500, 5), "+A+C+E");
  EXPECT_EQ(twelve_letters().made_by(direct_buy, 2'000, 3), "+A+B+C");
  EXPECT_EQ(twelve_letters().made_by(direct_buy, 0, 5), "");
  EXPECT_EQ(twelve_letters().made_by(direct_buy, -50, 5), "");
}

TEST(ProfitTaking, SellsFirstAndSpendsTheProceeds) {
  EXPECT_EQ(twelve_letters().made_by(profit_taking, 0, 5), "-P-Q+A+C");
  EXPECT_EQ(twelve_letters().made_by(profit_taking, 0, 1), "-P");
  EXPECT_EQ(HandMadeLists().add(ad, 'A', 10).made_by(profit_taking, 100, 5), "");
}

TEST(Rebalance, SellsWhatIsOverAndBuysWhatIsShort) {
  EXPECT_EQ(twelve_letters().made_by(rebalance, 0, 5), "-R-S+C");
  EXPECT_EQ(twelve_letters().made_by(rebalance, 200, 5), "-R-S+C+D");
}

TEST(AveragingDown, SellsAProfitOnlyIfCashDoesNotSufficeForTheFirst) {
  EXPECT_EQ(twelve_letters().made_by(averaging_down, 250, 5), "+A");
  EXPECT_EQ(twelve_letters().made_by(averaging_down, 249, 5), "-P+A");
  EXPECT_EQ(twelve_letters().made_by(averaging_down, 600, 5), "+A+B");
  EXPECT_EQ(HandMadeLists().add(pt, 'P', 300).made_by(averaging_down, 0, 5), "");
}

TEST(SingleBest, IsTheFirstOfTheHighestPriorityIfItCanBePaidFor) {
  EXPECT_EQ(twelve_letters().made_by(single_best, 0, 5), "-P");
  HandMadeLists ties;
  ties.add(ad, 'A', 100, 1.0).add(op, 'E', 10, 1.0);
  EXPECT_EQ(ties.made_by(single_best, 100, 1), "+A");
  EXPECT_EQ(ties.made_by(single_best, 50, 1), "") << "the second best is no substitute";
  EXPECT_EQ(HandMadeLists().made_by(single_best, 100, 1), "");
}

TEST(MultiSell, LeavesStepsForPurchasesOnlyWhereSalesAreFew) {
  EXPECT_EQ(twelve_letters().made_by(multi_sell, 0, 3), "-P-Q-R");
  EXPECT_EQ(twelve_letters().made_by(multi_sell, 0, 6), "-P-Q-R-S+A+B");
}

TEST(MixedStrategy, GivesHalfOfTheStepsToSales) {
  EXPECT_EQ(twelve_letters().made_by(mixed_strategy, 0, 5), "-P-Q+A+C+E");
  EXPECT_EQ(twelve_letters().made_by(mixed_strategy, 100, 1), "-P");
  EXPECT_EQ(HandMadeLists().add(op, 'E', 10).made_by(mixed_strategy, 100, 2), "+E");
}

TEST(OpportunityFirst, PutsOpportunitiesBeforeAllElseAndSellsNothing) {
  EXPECT_EQ(twelve_letters().made_by(opportunity_first, 800, 5), "+E+F");
  EXPECT_EQ(twelve_letters().made_by(opportunity_first, 500, 5), "+E+A+C");
}

TEST(DeepRebalance, NeedsBothSides) {
  EXPECT_EQ(twelve_letters().made_by(deep_rebalance, 0, 4), "-R-S+C");
  EXPECT_EQ(twelve_letters().made_by(deep_rebalance, 300, 4), "-R-S+C+D");
  EXPECT_EQ(HandMadeLists().add(rs, 'R', 100).made_by(deep_rebalance, 900, 4), "");
}

TEST(CashGeneration, SpendsOnOpportunitiesFirst) {
  EXPECT_EQ(twelve_letters().made_by(cash_generation, 0, 6), "-P-Q-R-S+E+F");
  EXPECT_EQ(twelve_letters().made_by(cash_generation, 0, 2), "-P-Q");
}

TEST(CostOptimized, BuysByFallingPriority) {
  EXPECT_EQ(twelve_letters().made_by(cost_optimized, 0, 7), "-P-Q-R-S+A+E+F");
  EXPECT_EQ(
      HandMadeLists().add(ad, 'A', 60, 0.5).add(op, 'E', 50, 0.9).made_by(cost_optimized, 100, 3),
      "+E");
}

TEST(EveryPattern, PassesOverASecurityThatIsTradedAlready) {
  HandMadeLists lists;
  lists.add(pt, 'X', 500).add(ad, 'X', 100).add(ad, 'A', 100).add(op, 'X', 50);
  EXPECT_EQ(lists.made_by(profit_taking, 0, 5), "-X+A");
  EXPECT_EQ(lists.made_by(multi_sell, 0, 5), "-X+A");
  EXPECT_EQ(lists.made_by(direct_buy, 500, 5), "+X+A");
}

/// Three groups, ASIA 20 points short of its target, EUROPE 5, AMERICA 25 over.
HandMadeLists three_groups() {
  HandMadeLists lists;
  lists.add(rb, 'A', 300).add(rb, 'B', 100).add(op, 'C', 200).add(op, 'D', 50).add(op, 'E', 10);
  lists.inputs.securities[0].country = "Japan";
  lists.inputs.securities[1].country = "United States";
  lists.inputs.securities[2].country = "China";
  lists.inputs.securities[3].country = "Germany";
  lists.inputs.country_targets = {{"ASIA", 0.3}, {"EUROPE", 0.4}, {"AMERICA", 0.3}};
  lists.inputs.country_groups = {
      {"Japan", "ASIA"}, {"China", "ASIA"}, {"Germany", "EUROPE"}, {"United States", "AMERICA"}};
  lists.inputs.positions = {{{'A'}, 10, 10, {}}, {{'B'}, 55, 10, {}}, {{'D'}, 35, 10, {}}};
  return lists;
}

TEST(FillGaps, FillsTheWidestGapsByTheGroupOfTheCountry) {
  EXPECT_EQ(three_groups().made_by(fill_gaps, 1'000, 5), "+A+C+D");
  EXPECT_EQ(three_groups().made_by(fill_gaps, 1'000, 2), "+A+C");
}

TEST(FillGaps, GoesOnPastWhatCashDoesNotSufficeFor) {
  EXPECT_EQ(three_groups().made_by(fill_gaps, 260, 5), "+C+D");
}

HandMadeLists in_market(double distance) {
  HandMadeLists lists = twelve_letters();
  Security index;
  index.id = SecurityId{1};
  index.symbol = "INDEX";
  index.currency = "EUR";
  index.metrics.distance_200d = distance;
  lists.inputs.securities.insert(lists.inputs.securities.begin(), index);
  lists.request.settings.market_indices = {"INDEX"};
  return lists;
}

TEST(FollowMarket, TakesProfitsAndBuysOpportunitiesWhileItRises) {
  EXPECT_EQ(in_market(0.05).made_by(follow_market, 0, 5), "-P-Q+E")
      << "F is too dear and ends the walk";
  EXPECT_EQ(in_market(0.05).made_by(follow_market, 200, 5), "-P-Q+E+F");
}

TEST(FollowMarket, SellsHalfAndAveragesDownWhileItFalls) {
  EXPECT_EQ(in_market(-0.05).made_by(follow_market, 0, 5), "-P-Q+A");
}

TEST(FollowMarket, RebalancesWhileItRests) {
  EXPECT_EQ(in_market(0.04).made_by(follow_market, 0, 5), "-R-S+C");
  EXPECT_EQ(in_market(0.04).made_by(follow_market, 0, 1), "-R");
}

TEST(FollowMarket, LooksAtAsManyOfEachCategoryAsSettingsKeep) {
  HandMadeLists lists = in_market(0.2);
  lists.request.settings.max_opportunities_per_category = 1;
  EXPECT_EQ(lists.made_by(follow_market, 10'000, 5), "-P+E+C");
}

}  // namespace
}  // namespace ballast::planner
