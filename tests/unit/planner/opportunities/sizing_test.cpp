#include "planner/opportunities/sizing.hpp"

#include <gtest/gtest.h>

namespace ballast::planner {
namespace {

TEST(SizingABuy, TakesTheWholeLotsThatTheTargetPaysFor) {
  EXPECT_EQ(size_buy(250, 100, 1, 1), (BuySize{2, 2, 200, 200}));
  const BuySize foreign = size_buy(150, 90, 5, 7.46);
  EXPECT_EQ(foreign.quantity, 10);
  EXPECT_NEAR(foreign.value, 120.643432, 1e-6);
}

TEST(SizingABuy, TakesOneLotEvenIfItIsDearerThanTheTarget) {
  EXPECT_EQ(size_buy(250, 400, 1, 1), (BuySize{1, 1, 400, 400}));
  const BuySize foreign = size_buy(250, 33.3, 10, 1.05);
  EXPECT_EQ(foreign.quantity, 10);
  EXPECT_NEAR(foreign.value, 317.142857, 1e-6);
}

TEST(SizingABuy, TakesNothingForATargetOfNothing) {
  EXPECT_EQ(size_buy(0, 100, 1, 1), BuySize{});
  EXPECT_EQ(size_buy(-5, 100, 1, 1), BuySize{});
}

TEST(LotsWithin, RoundsDownToWholeLotsAndMayBeNothing) {
  EXPECT_EQ(lots_within(1200, 100, 1, 1), 12);
  EXPECT_EQ(lots_within(1299, 100, 5, 1), 10);
  EXPECT_EQ(lots_within(499, 100, 5, 1), 0);
  EXPECT_EQ(lots_within(100, 90, 1, 7.46), 8);
}

TEST(SizingASale, LeavesNothingOrAtLeastOneLot) {
  EXPECT_EQ(size_sale(7.5, 15, 1), 7);
  EXPECT_EQ(size_sale(15, 15, 1), 15);
  EXPECT_EQ(size_sale(20, 15, 1), 15);
  EXPECT_EQ(size_sale(10, 13, 10), 0);
  EXPECT_EQ(size_sale(20, 23, 10), 10);
  EXPECT_EQ(size_sale(10.5, 10.5, 1), 9);
  EXPECT_EQ(size_sale(0.7, 5, 1), 0);
}

TEST(Worthwhile, MeansTwiceTheFee) {
  EXPECT_FALSE(worthwhile(4.0, 2, 0.002));
  EXPECT_FALSE(worthwhile(4.016, 2, 0.002));
  EXPECT_TRUE(worthwhile(4.02, 2, 0.002));
  EXPECT_TRUE(worthwhile(-4.02, 2, 0.002));
}

TEST(BaseTrade, CostsOnePercentOfItsValue) {
  EXPECT_DOUBLE_EQ(base_trade_value(2, 0.002), 250);
  EXPECT_EQ(base_trade_value(2, 0.01), fallback_base_trade);
}

}  // namespace
}  // namespace ballast::planner
