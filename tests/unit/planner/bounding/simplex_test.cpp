// Goal: the linear programmes are solved to their optimum, with prices that explain it.
#include "planner/bounding/simplex.hpp"

#include <gtest/gtest.h>

namespace ballast::planner {
namespace {

TEST(Simplex, FillsAKnapsackByWorthAndSplitsTheLastItem) {
  // Worth 6, 5, 4 for sizes 2, 2, 2 and room for 5: the first two whole, the third in half.
  Simplex simplex;
  simplex.reset(1, 4);
  const double worth[] = {6.0, 5.0, 4.0};
  for (std::size_t j = 0; j < 3; ++j) {
    simplex.cell(0, j) = 2.0;
    simplex.set_cost(j, worth[j]);
    simplex.set_upper(j, 1.0);
  }
  simplex.cell(0, 3) = 1.0;
  simplex.set_basis(0, 3, 5.0);
  simplex.maximise(100);
  EXPECT_DOUBLE_EQ(simplex.value(0), 1.0);
  EXPECT_DOUBLE_EQ(simplex.value(1), 1.0);
  EXPECT_DOUBLE_EQ(simplex.value(2), 0.5);
  EXPECT_DOUBLE_EQ(-simplex.reduced_cost(3), 2.0) << "a unit of room is worth half of the third";
}

TEST(Simplex, SolvesTwoRowsWithoutUpperBounds) {
  // Most 3x + 5y with x <= 4, 2y <= 12, 3x + 2y <= 18: x = 2, y = 6.
  Simplex simplex;
  simplex.reset(3, 5);
  simplex.set_cost(0, 3.0);
  simplex.set_cost(1, 5.0);
  simplex.cell(0, 0) = 1.0;
  simplex.cell(1, 1) = 2.0;
  simplex.cell(2, 0) = 3.0;
  simplex.cell(2, 1) = 2.0;
  const double room[] = {4.0, 12.0, 18.0};
  for (std::size_t row = 0; row < 3; ++row) {
    simplex.cell(row, 2 + row) = 1.0;
    simplex.set_basis(row, 2 + row, room[row]);
  }
  simplex.maximise(100);
  EXPECT_NEAR(simplex.value(0), 2.0, 1e-12);
  EXPECT_NEAR(simplex.value(1), 6.0, 1e-12);
  EXPECT_NEAR(-simplex.reduced_cost(2), 0.0, 1e-12);
  EXPECT_NEAR(-simplex.reduced_cost(3), 1.5, 1e-12);
  EXPECT_NEAR(-simplex.reduced_cost(4), 1.0, 1e-12);
}

TEST(Simplex, StopsAfterSoManyPivots) {
  Simplex simplex;
  simplex.reset(1, 2);
  simplex.cell(0, 0) = 1.0;
  simplex.cell(0, 1) = 1.0;
  simplex.set_cost(0, 1.0);
  simplex.set_basis(0, 1, 1.0);
  simplex.maximise(0);
  EXPECT_DOUBLE_EQ(simplex.value(0), 0.0);
  simplex.maximise(1);
  EXPECT_DOUBLE_EQ(simplex.value(0), 1.0);
}

}  // namespace
}  // namespace ballast::planner
