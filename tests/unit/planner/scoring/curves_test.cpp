// Each curve at the points where it bends, between them and beyond its ends.
#include "planner/scoring/curves.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <utility>
#include <vector>

namespace ballast::planner {
namespace {

using Points = std::vector<std::pair<double, double>>;

void expect_points(double (*curve)(double), const Points& points, double allowed) {
  for (const auto& [x, score] : points) EXPECT_NEAR(curve(x), score, allowed) << "at " << x;
}

TEST(Curves, TotalReturnPeaksAtTwelvePercent) {
  expect_points(total_return_score,
                {{0.03, 0.425955},
                 {0.06, 0.665551},
                 {0.09, 0.900122},
                 {0.12, 1.0},
                 {0.18, 0.900122},
                 {0.24, 0.665551},
                 {0.36, 0.265035},
                 {0.50, 0.155648},
                 {0.0, 0.15},
                 {-0.2, 0.15}},
                5e-7);
}

TEST(Curves, ABellHasItsOwnPeakAndWidths) {
  const Bell bell{.peak = 0.11, .width_below = 0.06, .width_above = 0.10, .floor = 0.15};
  EXPECT_EQ(bell_score(0.11, bell), 1.0);
  EXPECT_NEAR(bell_score(0.05, bell), 0.15 + 0.85 * std::exp(-0.5), 1e-15);
  EXPECT_NEAR(bell_score(0.21, bell), 0.15 + 0.85 * std::exp(-0.5), 1e-15);
}

TEST(Curves, PayoutIsBestInTheMiddleAndDropsAboveFourFifths) {
  expect_points(payout_score,
                {{0.0, 0.5},
                 {0.15, 0.75},
                 {0.3, 1.0},
                 {0.6, 1.0},
                 {0.7, 0.85},
                 {0.8, 0.7},
                 {0.81, 0.4},
                 {5.0, 0.4},
                 {-0.3, 0.0}},
                1e-12);
}

TEST(Curves, SortinoRisesToTwo) {
  expect_points(sortino_score,
                {{-1.0, 0.0},
                 {0.0, 0.0},
                 {0.5, 0.3},
                 {1.0, 0.6},
                 {1.25, 0.7},
                 {1.5, 0.8},
                 {1.75, 0.9},
                 {2.0, 1.0},
                 {3.0, 1.0}},
                1e-12);
}

TEST(Curves, VolatilityFallsAndIsNeutralWhenUnknown) {
  expect_points(volatility_score,
                {{0.05, 1.0},
                 {0.15, 1.0},
                 {0.2, 0.85},
                 {0.25, 0.7},
                 {0.3, 0.5666666666666667},
                 {0.4, 0.3},
                 {0.45, 0.25},
                 {0.6, 0.1},
                 {0.9, 0.1},
                 {0.0, 0.5},
                 {-1.0, 0.5}},
                1e-12);
}

TEST(Curves, DrawdownFallsWithDepthWhateverItsSign) {
  const Points points{{0.05, 1.0},  {0.1, 1.0},   {0.15, 0.9},   {0.2, 0.8},
                      {0.25, 0.7},  {0.4, 0.4},   {0.495, 0.21}, {0.5, 0.2},
                      {0.51, 0.19}, {0.51, 0.19}, {0.6, 0.1},    {0.8, 0.0}};
  expect_points(drawdown_score, points, 1e-12);
  for (const auto& point : points) {
    EXPECT_EQ(drawdown_score(-point.first), drawdown_score(point.first));
  }
  EXPECT_NEAR(drawdown_score(std::nextafter(0.1, 1.0)), 1.0, 1e-12);
}

TEST(Curves, SharpeRisesToTwo) {
  expect_points(sharpe_score,
                {{-1.0, 0.0},
                 {0.0, 0.0},
                 {0.25, 0.2},
                 {0.5, 0.4},
                 {0.75, 0.55},
                 {1.0, 0.7},
                 {1.5, 0.85},
                 {2.0, 1.0},
                 {3.0, 1.0}},
                1e-12);
}

}  // namespace
}  // namespace ballast::planner
