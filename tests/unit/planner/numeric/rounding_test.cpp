// Rounding for display follows the exact binary value, ties to even.
#include "planner/numeric/rounding.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <random>

namespace ballast::planner {
namespace {

TEST(Rounding, FollowsTheExactBinaryValue) {
  EXPECT_EQ(round_to(0.6555, 3), 0.655);
  EXPECT_EQ(round_to(0.35, 1), 0.3);
  EXPECT_EQ(round_to(0.25, 1), 0.2);
  EXPECT_EQ(round_to(0.75, 1), 0.8);
  EXPECT_EQ(round_to(2.675, 2), 2.67);
  EXPECT_EQ(round_to(-2.5, 0), -2.0);
  EXPECT_EQ(round_to(3.5, 0), 4.0);
}

TEST(Rounding, AgreesWithPrinting) {
  constexpr std::uint64_t seed = 4711;
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> near_one(-2.0, 2.0);
  for (int i = 0; i < 20'000; ++i) {
    const double x = near_one(random) * std::pow(10.0, i % 9);
    const int decimals = i % 5;
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", decimals, x);
    EXPECT_EQ(round_to(x, decimals), std::strtod(text, nullptr)) << x << " seed " << seed;
  }
}

TEST(Rounding, LeavesWhatCannotBeRounded) {
  EXPECT_EQ(round_to(INFINITY, 2), INFINITY);
  EXPECT_TRUE(std::isnan(round_to(std::nan(""), 2)));
  EXPECT_EQ(round_to(std::numeric_limits<double>::max(), 17), std::numeric_limits<double>::max());
  EXPECT_EQ(round_to(1e-300, 3), 0.0);
}

}  // namespace
}  // namespace ballast::planner
