#include "planner/model/money.hpp"

#include <limits>
#include <stdexcept>

#include <gtest/gtest.h>

#include "planner/model/score.hpp"

namespace ballast::planner {
namespace {

TEST(Money, RoundsToTheNearestMillionth) {
  EXPECT_EQ(Money::from_units(1.0000004).micros(), 1'000'000);
  EXPECT_EQ(Money::from_units(-2.5).micros(), -2'500'000);
}

TEST(Money, IsShownWithTwoDecimals) {
  EXPECT_EQ(format_money(Money::from_micros(1'234'505'000)), "1234.51");
  EXPECT_EQ(format_money(Money::from_micros(-5'000)), "-0.01");
  EXPECT_EQ(format_money(Money::from_micros(-4'999)), "0.00");
}

TEST(Money, RefusesWhatIsNoAmount) {
  EXPECT_THROW((void)Money::from_units(std::numeric_limits<double>::quiet_NaN()),
               std::out_of_range);
  EXPECT_THROW((void)Money::from_units(2e12), std::out_of_range);
}

TEST(Score, LiesOnAGridOfTwoToTheMinusFifty) {
  EXPECT_EQ(Score::nearest(1.0).ticks, Score::one);
  EXPECT_NE(Score::nearest(0.1).value(), 0.1);
  EXPECT_NEAR(Score::nearest(0.1).value(), 0.1, 0x1p-51);
  EXPECT_THROW((void)Score::nearest(2000.0), std::out_of_range);
}

}  // namespace
}  // namespace ballast::planner
