#include "tools/report/numbers.hpp"

#include <gtest/gtest.h>

namespace ballast::tools {
namespace {

TEST(Numbers, GroupThousands) {
  EXPECT_EQ(grouped(std::uint64_t{0}), "0");
  EXPECT_EQ(grouped(std::uint64_t{1234567}), "1,234,567");
  EXPECT_EQ(grouped(planner::Money::from_micros(-1'234'500'000)), "-1,234.50");
  EXPECT_EQ(grouped(planner::Money::from_micros(999'000'000)), "999.00");
}

TEST(Numbers, ShowScoresAsPoints) {
  EXPECT_EQ(points(planner::Score::nearest(0.6603290789)), "66.033");
  EXPECT_EQ(signed_points(planner::Score::nearest(-0.0028)), "-0.280");
}

TEST(Numbers, ShowShapesThatFitTheirSize) {
  EXPECT_EQ(shares(40.0), "40");
  EXPECT_EQ(shares(0.125), "0.125");
  EXPECT_EQ(price(0.0845), "0.0845");
  EXPECT_EQ(price(71.2345), "71.23");
  EXPECT_EQ(duration(950), "950 ms");
  EXPECT_EQ(duration(12'340), "12.3 s");
  EXPECT_EQ(duration(250'000), "4 min 10 s");
  EXPECT_EQ(rate(12.4e6), "12.4 M/s");
}

TEST(Numbers, ShortDurationsFitSixColumns) {
  EXPECT_EQ(short_duration(999), "0s");
  EXPECT_EQ(short_duration(42'000), "42s");
  EXPECT_EQ(short_duration(185'000), "3m05s");
  EXPECT_EQ(short_duration(7'620'000), "2h07m");
  EXPECT_EQ(short_duration(356'400'000), "4d03h");
}

}  // namespace
}  // namespace ballast::tools
