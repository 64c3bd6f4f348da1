// Convex programmes and returns made up from a seed, for property tests.
#pragma once

#include <cstdint>
#include <random>

#include "planner/optimization/algebra.hpp"
#include "planner/optimization/quadratic_program.hpp"

namespace ballast::planner {

inline double drawn(std::mt19937_64& random, double low, double high) {
  return low + (high - low) * static_cast<double>(random() >> 11U) * 0x1p-53;
}

/// `rows` returns of `columns` securities around a common movement.
inline Matrix random_returns(std::mt19937_64& random, std::size_t rows, std::size_t columns) {
  Matrix returns(rows, columns);
  for (std::size_t t = 0; t < rows; ++t) {
    const double common = drawn(random, -0.015, 0.016);
    for (double& cell : returns.row(t)) cell = 0.6 * common + drawn(random, -0.02, 0.0205);
  }
  return returns;
}

/// A budget, bounds that leave room, some groups; the hessian of full rank or of less.
inline QuadraticProgram random_program(std::mt19937_64& random, std::size_t size, bool full_rank) {
  const Matrix returns =
      random_returns(random, full_rank ? 3 * size : std::max<std::size_t>(size / 2, 1), size);
  QuadraticProgram program{gram(returns), std::vector<double>(size), {}};
  for (double& one : program.linear) one = drawn(random, -1e-3, 1e-3);
  LinearLimits& limits = program.limits;
  std::vector<double> inside(size);
  double sum = 0.0;
  for (double& one : inside) sum += one = drawn(random, 0.0, 1.0);
  for (std::size_t i = 0; i < size; ++i) {
    inside[i] /= sum;
    limits.lower.push_back(random() % 4 == 0 ? 0.5 * inside[i] : 0.0);
    limits.upper.push_back(random() % 3 == 0 ? inside[i] : 1.0);
  }
  limits.add_row(std::vector<double>(size, 1.0), 1.0, 1.0);
  for (int group = 0; group < 3; ++group) {
    std::vector<double> row(size);
    for (double& one : row) one = random() % 3 == 0 ? 1.0 : 0.0;
    const double at = dot(row, inside);
    limits.add_row(row, at - drawn(random, 0.0, 0.1), at + drawn(random, 0.0, 0.1));
  }
  return program;
}

}  // namespace ballast::planner
