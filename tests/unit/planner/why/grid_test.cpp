#include <gtest/gtest.h>

#include "planner/why/lever.hpp"

namespace ballast::planner {
namespace {

TEST(Grid, HoldsRoundValuesWithinItsRange) {
  const Grid grid = grid_within(0.333, 0.0, 1.0, 100);
  EXPECT_EQ(grid.value(grid.first_above()), 0.34);
  EXPECT_EQ(grid.value(grid.first_below()), 0.33);
  EXPECT_EQ(grid.value(grid.lowest), 0.0);
  EXPECT_EQ(grid.value(grid.highest), 1.0);
}

TEST(Grid, StepsOverItsOwnValue) {
  const Grid grid = grid_within(0.29, 0.0, 1.0, 100);
  EXPECT_EQ(grid.value(grid.first_above()), 0.3);
  EXPECT_EQ(grid.value(grid.first_below()), 0.28);
  const Grid whole = grid_within(5, 1, 10, 1);
  EXPECT_EQ(whole.first_above(), 6);
  EXPECT_EQ(whole.first_below(), 4);
}

TEST(Grid, EndsAtItsLimits) {
  const Grid grid = grid_within(10, 1, 10, 1);
  EXPECT_GT(grid.first_above(), grid.highest);
  EXPECT_LT(grid_within(-0.2, -0.2, 0.0, 100).first_below(), -19);
}

TEST(Grid, MeasuresAChangeAgainstWhereItStarts) {
  EXPECT_DOUBLE_EQ(grid_within(0, 0, 10, 1).size(2), 2.0);
  EXPECT_DOUBLE_EQ(grid_within(5, 1, 10, 1).size(6), 0.2);
  EXPECT_DOUBLE_EQ(grid_within(0.0, 0.0, 1.0, 100).size(5), 0.5);
}

}  // namespace
}  // namespace ballast::planner
