// The elementary functions against the C library in extended precision.
#include "planner/numeric/elementary.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace ballast::planner {
namespace {

constexpr std::uint64_t seed = 20260101;
constexpr int draws = 20'000;
constexpr double infinity = std::numeric_limits<double>::infinity();

/// Returns the distance of `got` from `exact` in units of the last place of a double near it. The
/// reference is only as good as long double, which is no wider than double on some machines.
double ulps(double got, long double exact) {
  const double near = static_cast<double>(exact);
  const double unit = std::nextafter(std::abs(near), infinity) - std::abs(near);
  return static_cast<double>(std::abs(static_cast<long double>(got) - exact) /
                             static_cast<long double>(unit));
}

constexpr double allowed_ulps = std::numeric_limits<long double>::digits > 60 ? 0.51 : 2.0;

TEST(Elementary, ExponentialIsRoundedCorrectlyAlmostEverywhere) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> x(-700.0, 700.0);
  std::uniform_real_distribution<double> small(-2.0, 2.0);
  double worst = 0.0;
  for (int i = 0; i < draws; ++i) {
    for (const double value : {x(random), small(random), small(random) * 1e-9}) {
      worst = std::max(worst, ulps(exponential(value), std::exp(static_cast<long double>(value))));
    }
  }
  EXPECT_LE(worst, allowed_ulps) << "seed " << seed;
}

TEST(Elementary, LogarithmIsRoundedCorrectlyAlmostEverywhere) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> exponent(-1020.0, 1020.0);
  std::uniform_real_distribution<double> near_one(0.5, 2.0);
  std::uniform_real_distribution<double> tiny(-1e-8, 1e-8);
  double worst = 0.0;
  for (int i = 0; i < draws; ++i) {
    for (const double value : {std::exp2(exponent(random)), near_one(random), 1.0 + tiny(random)}) {
      if (value == 1.0) continue;
      worst = std::max(worst, ulps(logarithm(value), std::log(static_cast<long double>(value))));
    }
  }
  EXPECT_LE(worst, allowed_ulps) << "seed " << seed;
}

TEST(Elementary, PowerIsRoundedCorrectlyAlmostEverywhere) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> base(0.01, 20.0);
  std::uniform_real_distribution<double> exponent(-20.0, 20.0);
  double worst = 0.0;
  for (int i = 0; i < draws; ++i) {
    const double b = base(random);
    const double e = exponent(random);
    const auto exact = std::pow(static_cast<long double>(b), static_cast<long double>(e));
    worst = std::max(worst, ulps(power(b, e), exact));
  }
  EXPECT_LE(worst, allowed_ulps) << "seed " << seed;
}

TEST(Elementary, WholePowersThatDoublesCanHoldAreExact) {
  EXPECT_EQ(power(1.1, 1.0), 1.1);
  EXPECT_EQ(power(3.0, 5.0), 243.0);
  EXPECT_EQ(power(1024.0, 0.1), 2.0);
  EXPECT_EQ(power(2.0, -3.0), 0.125);
  EXPECT_EQ(exponential(0.0), 1.0);
  EXPECT_EQ(logarithm(1.0), 0.0);
}

TEST(Elementary, TheEndsOfTheRangeAreTold) {
  EXPECT_EQ(exponential(800.0), infinity);
  EXPECT_EQ(exponential(1e300), infinity);
  EXPECT_EQ(exponential(-1e300), 0.0);
  EXPECT_EQ(exponential(-infinity), 0.0);
  EXPECT_EQ(exponential(709.0), std::exp(709.0));
  EXPECT_TRUE(std::isnan(exponential(std::nan(""))));
  EXPECT_EQ(logarithm(0.0), -infinity);
  EXPECT_EQ(logarithm(infinity), infinity);
  EXPECT_TRUE(std::isnan(logarithm(-1.0)));
  EXPECT_DOUBLE_EQ(logarithm(std::numeric_limits<double>::denorm_min()), -744.4400719213812);
  EXPECT_EQ(power(0.0, 2.0), 0.0);
  EXPECT_EQ(power(-2.0, 0.0), 1.0);
  EXPECT_TRUE(std::isnan(power(-2.0, 0.5)));
  EXPECT_EQ(power(10.0, 1e300), infinity);
  EXPECT_EQ(power(10.0, -1e300), 0.0);
}

}  // namespace
}  // namespace ballast::planner
