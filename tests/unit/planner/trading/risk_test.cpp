// What stops trading: breakers of losses, and the guard's own limits. How paper trading fills.
#include <gtest/gtest.h>

#include "planner/trading/breakers.hpp"
#include "planner/trading/guard.hpp"
#include "planner/trading/paper_fill.hpp"

namespace ballast::planner::trading {
namespace {

using ledger::Price;
using ledger::Quantity;
using ledger::Rate;

Standing stands(int day, double value, double profit) {
  return {Date(std::chrono::days(20'000 + day)), Money::from_units(value),
          Money::from_units(profit)};
}

TEST(Breakers, ALossIsCountedAgainstTheDayBefore) {
  HighWater memory = remember({}, stands(1, 1000, 100));
  EXPECT_EQ(day_return_ppm(memory), std::nullopt);
  memory = remember(memory, stands(1, 1010, 110));
  memory = remember(memory, stands(2, 989.8, 89.8));
  EXPECT_EQ(day_return_ppm(memory), -20'000);
  memory = remember(memory, stands(2, 979.7, 79.7));
  EXPECT_EQ(day_return_ppm(memory), -30'000) << "still against day 1";
  EXPECT_EQ(remember(memory, stands(1, 5, 5)), memory) << "the past does not come back";
}

TEST(Breakers, MoneyThatComesOrGoesIsNoGainAndNoLoss) {
  HighWater memory = remember({}, stands(1, 1000, 100));
  memory = remember(memory, stands(2, 6000, 100));
  EXPECT_EQ(day_return_ppm(memory), 0);
  EXPECT_EQ(drawdown_ppm(memory), 0);
  memory = remember(memory, stands(3, 500, 100));
  EXPECT_EQ(day_return_ppm(memory), 0);
  EXPECT_EQ(tripped_by(memory, {}), "");
}

TEST(Breakers, AFallFromThePeakStopsTradingUntilAPersonBeginsAnew) {
  HighWater memory = remember({}, stands(1, 1000, 0));
  for (int day = 2; day <= 20; ++day)
    memory = remember(memory, stands(day, 1000 - day * 7.5, -day * 7.5));
  EXPECT_EQ(drawdown_ppm(memory), 150'000);
  EXPECT_EQ(tripped_by(memory, {}), "the portfolio fell 15.0 % from its highest value");
  memory = begin_anew(memory);
  EXPECT_EQ(tripped_by(memory, {}), "");
  EXPECT_EQ(drawdown_ppm(memory), 0);
  memory = remember(memory, stands(21, 900, -100));
  EXPECT_EQ(drawdown_ppm(memory), 0) << "it rose";
}

TEST(Breakers, AGreatLossOfADayTripsToo) {
  HighWater memory = remember({}, stands(1, 1000, 0));
  memory = remember(memory, stands(2, 950, -50));
  EXPECT_NE(tripped_by(memory, {}).find("lost 5.0 % since"), std::string::npos);
  memory = remember(remember({}, stands(1, 1000, 0)), stands(2, 951, -49));
  EXPECT_EQ(tripped_by(memory, {}), "");
  memory = remember(remember({}, stands(1, 1000, 0)), stands(2, -5, -1005));
  EXPECT_NE(tripped_by(memory, {}), "") << "more than everything is lost";
}

OutgoingOrder outgoing(const std::string& id, int shares, std::int64_t at_ms) {
  return {id, Side::buy, Quantity::whole(shares), Price::whole(100), {}, Rate::whole(2), at_ms, 1};
}

std::string refused(const OutgoingOrder& order, const std::vector<OutgoingOrder>& sent,
                    const GuardLimits& limits = {}) {
  return guarded_against(order, sent, limits);
}

constexpr std::int64_t guard_now_ms = 1'000'000'000;

TEST(Guard, LetsThroughWhatIsWithinItsLimits) {
  EXPECT_EQ(refused(outgoing("a", 500, guard_now_ms), {}), "") << "25,000";
  EXPECT_EQ(refused(outgoing("a", 501, guard_now_ms), {}),
            "the order is worth 25050.00, more than 25000.00");
  EXPECT_NE(refused(outgoing("a", 0, guard_now_ms), {}), "");
  OutgoingOrder unknown = outgoing("a", 1, guard_now_ms);
  unknown.per_base = {};
  EXPECT_EQ(refused(unknown, {}), "what the order is worth is not known");
}

TEST(Guard, CountsWhatLeftInADayAndARepeatOnce) {
  std::vector<OutgoingOrder> sent = {outgoing("old", 500, guard_now_ms - 86'400'000),
                                     outgoing("b", 400, guard_now_ms - 5000),
                                     outgoing("c", 400, guard_now_ms - 4000)};
  EXPECT_EQ(refused(outgoing("a", 200, guard_now_ms), sent), "");
  EXPECT_NE(refused(outgoing("a", 201, guard_now_ms), sent), "") << "more than 50,000";
  EXPECT_EQ(refused(outgoing("b", 400, guard_now_ms), sent), "") << "its repeat";
  GuardLimits few;
  few.max_orders_per_day = 2;
  EXPECT_EQ(refused(outgoing("b", 1, guard_now_ms), sent, few), "");
  EXPECT_EQ(refused(outgoing("a", 1, guard_now_ms), sent, few),
            "it would be order 3 in 24 hours, 2 are allowed");
}

TEST(Guard, RefusesSidesAndLimitsThatAreTooFar) {
  GuardLimits limits;
  limits.allow_purchases = false;
  EXPECT_EQ(refused(outgoing("a", 1, guard_now_ms), {}, limits), "nothing is bought");
  OutgoingOrder sale = outgoing("a", 1, guard_now_ms);
  sale.side = Side::sell;
  sale.limit = Price::whole(96);
  EXPECT_EQ(refused(sale, {}, limits), "");
  sale.limit = Price::whole(94);
  EXPECT_NE(refused(sale, {}), "");
  OutgoingOrder dear = outgoing("a", 480, guard_now_ms);
  dear.limit = Price::whole(105);
  EXPECT_NE(refused(dear, {}), "") << "at its limit it is worth 25,200";
}

TEST(Guard, EveryLimitIsSetByName) {
  GuardLimits limits;
  for (const SettingEntry& entry : list_guard_limits(limits)) {
    EXPECT_TRUE(set_guard_limit(limits, entry.name, entry.value)) << entry.name;
    EXPECT_FALSE(set_guard_limit(limits, entry.name, "-1")) << entry.name;
  }
  EXPECT_EQ(limits, GuardLimits{});
}

PaperOrder paper_order(int shares) {
  return {"plan-1/1/1", Side::buy, Quantity::whole(shares), Price::whole(100), {}, 0};
}

TEST(PaperFills, AreWorseByTheSlippageAndNeverBeyondTheLimit) {
  const PaperRules rules{.slippage = 0.01};
  PaperOrder order = paper_order(3);
  EXPECT_EQ(next_paper_fill(order, {}), (PaperFill{Quantity::whole(3), Price::whole(100)}));
  EXPECT_EQ(next_paper_fill(order, rules), (PaperFill{Quantity::whole(3), Price::whole(101)}));
  order.limit = Price::of(100'500'000'000);
  EXPECT_EQ(next_paper_fill(order, rules)->price, *order.limit);
  order.limit = Price::whole(99);
  EXPECT_EQ(next_paper_fill(order, rules), std::nullopt);
  order.side = Side::sell;
  EXPECT_EQ(next_paper_fill(order, rules)->price, Price::whole(99));
}

TEST(PaperFills, OfOneSeedAreTheSameAndTogetherTheWholeOrder) {
  int in_parts = 0;
  for (std::int64_t seed = 1; seed <= 200; ++seed) {
    const PaperRules rules{.partial_share = 0.5, .seed = seed};
    PaperOrder order = paper_order(10);
    while (order.rest > Quantity{}) {
      const auto fill = next_paper_fill(order, rules);
      ASSERT_TRUE(fill) << "seed " << seed;
      ASSERT_EQ(fill, next_paper_fill(order, rules));
      ASSERT_GT(fill->quantity, Quantity{});
      ASSERT_LE(fill->quantity, order.rest);
      order.rest -= fill->quantity;
      ++order.fills;
    }
    ASSERT_LE(order.fills, paper_fills_max);
    in_parts += order.fills > 1 ? 1 : 0;
  }
  EXPECT_GT(in_parts, 70);
  EXPECT_LT(in_parts, 130);
}

}  // namespace
}  // namespace ballast::planner::trading
