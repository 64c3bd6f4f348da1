#include "planner/ledger/billionths.hpp"

#include <cmath>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "tests/unit/random_cases.hpp"

namespace ballast::planner::ledger {
namespace {

TEST(Billionths, AreExactForDecimalsOfNineDigits) {
  EXPECT_EQ(Quantity::nearest(0.1)->count(), 100'000'000);
  EXPECT_EQ(Quantity::nearest(0.000000001)->count(), 1);
  EXPECT_EQ(Quantity::nearest(12.345678901)->units(), 12.345678901);
  EXPECT_FALSE(Quantity::nearest(std::nan("")));
  EXPECT_FALSE(Quantity::nearest(HUGE_VAL));
  EXPECT_FALSE(Quantity::nearest(9.1e9));
}

TEST(Billionths, AreShownWithoutNeedlessZeros) {
  EXPECT_EQ(format(Quantity::whole(12)), "12");
  EXPECT_EQ(format(Quantity::of(-12'500'000'000)), "-12.5");
  EXPECT_EQ(format(Quantity::of(-1)), "-0.000000001");
}

TEST(Billionths, RoundTiesToEven) {
  EXPECT_EQ(scaled(5, 1, 2), 2);
  EXPECT_EQ(scaled(7, 1, 2), 4);
  EXPECT_EQ(scaled(-5, 1, 2), -2);
  EXPECT_EQ(scaled(-7, 1, 2), -4);
  EXPECT_EQ(scaled(2, 1, 3), 1);
  EXPECT_EQ(scaled_down(5, 1, 2), 2);
}

TEST(Billionths, SayWhereAProductLeavesSixtyFourBits) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(scaled(most, most, most), most);
  EXPECT_FALSE(scaled(most, 2, 1));
  EXPECT_FALSE(value_of(Quantity::whole(9'000'000'000), Price::whole(9'000'000'000)));
}

TEST(Billionths, ValueSharesInMillionths) {
  EXPECT_EQ(value_of(Quantity::of(3'500'000'000), Price::of(10'100'000'000)),
            Money::from_micros(35'350'000));
  EXPECT_EQ(value_of(Quantity::whole(100), Price::whole(250), 100), Money::from_micros(250'000'000))
      << "250 pence are 2.50 pounds";
  EXPECT_EQ(price_per_share(Money::from_micros(1'100'000'000), Quantity::whole(20)),
            Price::whole(55));
}

TEST(Billionths, PartsOfMoneyAreTheWhole) {
  std::mt19937_64 random(7);
  for (std::uint64_t count = 0; count < random_cases(2000); ++count) {
    const Money whole = Money::from_micros(static_cast<std::int64_t>(random() % 1'000'000'000'000));
    const auto all = static_cast<std::int64_t>(1 + random() % 1'000'000'000'000);
    const auto part = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(all + 1));
    const Money one = share_of(whole, Quantity::of(part), Quantity::of(all));
    ASSERT_GE(one, Money{});
    ASSERT_LE(one, whole);
    const double exact = whole.units() * static_cast<double>(part) / static_cast<double>(all);
    ASSERT_NEAR(one.units(), exact, 1e-6 + exact * 1e-12) << "seed 7, case " << count;
  }
  EXPECT_EQ(share_of(Money::from_micros(99), Quantity::of(5), Quantity::of(5)),
            Money::from_micros(99));
}

TEST(Billionths, ConvertThereAndBack) {
  const Rate rate = Rate::of(1'250'000'000);
  EXPECT_EQ(to_base(Money::from_units(125), rate), Money::from_units(100));
  EXPECT_EQ(from_base(Money::from_units(100), rate), Money::from_units(125));
}

}  // namespace
}  // namespace ballast::planner::ledger
