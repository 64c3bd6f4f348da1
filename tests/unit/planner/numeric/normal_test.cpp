// The normal quantile against tabulated values and against the C library's erfc.
#include "planner/numeric/normal.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace ballast::planner {
namespace {

TEST(NormalQuantile, AgreesWithTabulatedValues) {
  EXPECT_EQ(normal_quantile(0.5), 0.0);
  EXPECT_NEAR(normal_quantile(0.25), -0.6744897501960817, 1e-15);
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-15);
  EXPECT_NEAR(normal_quantile(0.001), -3.090232306167814, 1e-15);
  EXPECT_NEAR(normal_quantile(1e-20), -9.262340089798408, 1e-14);
}

TEST(NormalQuantile, UndoesTheDistributionFunction) {
  for (int step = -128; step <= 80; ++step) {
    const double z = 0.0625 * step;
    const double p = 0.5 * std::erfc(-z / std::sqrt(2.0));
    const double density = std::exp(-z * z / 2.0) / std::sqrt(2.0 * std::acos(-1.0));
    const double allowed = 4e-15 + 2e-16 * p / density;
    EXPECT_NEAR(normal_quantile(p), z, allowed) << "at " << z;
  }
}

TEST(NormalQuantile, IsOddAndRises) {
  double previous = normal_quantile(1e-6);
  for (int i = 1; i < 1024; ++i) {
    const double p = i / 1024.0;
    const double z = normal_quantile(p);
    EXPECT_GT(z, previous) << "at " << p;
    EXPECT_EQ(z, -normal_quantile(1.0 - p)) << "at " << p;
    previous = z;
  }
}

TEST(NormalQuantile, TheEndsAreInfiniteAndTheOutsideIsNotANumber) {
  EXPECT_EQ(normal_quantile(0.0), -INFINITY);
  EXPECT_EQ(normal_quantile(1.0), INFINITY);
  EXPECT_TRUE(std::isnan(normal_quantile(-0.1)));
  EXPECT_TRUE(std::isnan(normal_quantile(1.1)));
  EXPECT_TRUE(std::isnan(normal_quantile(std::nan(""))));
}

}  // namespace
}  // namespace ballast::planner
