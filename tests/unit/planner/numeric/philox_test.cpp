// The generator against its published test vectors, and the draws made of it.
#include "planner/numeric/philox.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace ballast::planner {
namespace {

TEST(Philox, GivesThePublishedVectors) {
  EXPECT_EQ(philox_4x32_10({0, 0, 0, 0}, {0, 0}),
            (PhiloxCounter{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  constexpr std::uint32_t ones = 0xffffffff;
  EXPECT_EQ(philox_4x32_10({ones, ones, ones, ones}, {ones, ones}),
            (PhiloxCounter{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(
      philox_4x32_10({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
      (PhiloxCounter{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Philox, ADrawDependsOnItsCoordinatesOnly) {
  const double first = normal_draw(7, 1, 2);
  static_cast<void>(normal_draw(7, 9, 9));
  EXPECT_EQ(normal_draw(7, 1, 2), first);
  EXPECT_NE(normal_draw(7, 2, 1), first);
  EXPECT_NE(normal_draw(8, 1, 2), first);
  EXPECT_NE(normal_draw(7 + (1ULL << 40U), 1, 2), first);
}

TEST(Philox, UniformDrawsFillTheOpenIntervalEvenly) {
  constexpr int draws = 50'000;
  double sum = 0.0;
  double squares = 0.0;
  for (std::uint64_t i = 0; i < draws; ++i) {
    const double u = uniform_draw(42, i / 100, i % 100);
    ASSERT_GT(u, 0.0);
    ASSERT_LT(u, 1.0);
    sum += u;
    squares += u * u;
  }
  EXPECT_NEAR(sum / draws, 0.5, 0.005);
  EXPECT_NEAR(squares / draws, 1.0 / 3.0, 0.005);
}

TEST(Philox, NormalDrawsHaveMeanZeroAndVarianceOne) {
  constexpr int draws = 50'000;
  double sum = 0.0;
  double squares = 0.0;
  for (std::uint64_t i = 0; i < draws; ++i) {
    const double z = normal_draw(42, i, 3);
    sum += z;
    squares += z * z;
  }
  EXPECT_NEAR(sum / draws, 0.0, 0.02);
  EXPECT_NEAR(squares / draws, 1.0, 0.03);
}

}  // namespace
}  // namespace ballast::planner
