// Convex quadratic programmes: what is minimised, within what, and how good an answer is.
#pragma once

#include <limits>
#include <span>
#include <vector>

#include "planner/model/failure.hpp"
#include "planner/optimization/matrix.hpp"

namespace ballast::planner {

inline constexpr double unbounded = std::numeric_limits<double>::infinity();

/// lower <= x <= upper and row_low <= rows * x <= row_high; bounds may be infinite, and are an
/// equality where both are the same.
struct LinearLimits {
  std::vector<double> lower;
  std::vector<double> upper;
  Matrix rows;
  std::vector<double> row_low;
  std::vector<double> row_high;

  void add_row(std::span<const double> row, double low, double high) {
    rows.append_row(row);
    row_low.push_back(low);
    row_high.push_back(high);
  }
};

/// Minimises x'Hx / 2 + c'x. REQUIRES: H symmetric and positive semidefinite, all sizes agree.
struct QuadraticProgram {
  Matrix hessian;
  std::vector<double> linear;
  LinearLimits limits;
};

/// How far an answer is from the conditions of Karush, Kuhn and Tucker, each as a largest size.
struct KktResidual {
  double stationarity = 0.0;     // of the gradient less the prices of the bounds
  double violation = 0.0;        // of the bounds and rows
  double complementarity = 0.0;  // price times distance from the bound

  [[nodiscard]] double largest() const;
};

/// A price is above zero at a lower bound, below zero at an upper one, and zero between.
struct QuadraticSolution {
  std::vector<double> x;
  std::vector<double> bound_prices;
  std::vector<double> row_prices;
  KktResidual residual;
  int steps = 0;
};

/// Measures an answer; independent of how it was found.
[[nodiscard]] KktResidual kkt_residual(const QuadraticProgram& program,
                                       const QuadraticSolution& solution);

/// Solves by the dual active set method of Goldfarb and Idnani (1983). REQUIRES: hessian =
/// factor * factor'. Refused if no x is within the limits. O(n^3) and O(n^2) for each step.
[[nodiscard]] Result<QuadraticSolution> solve_strictly_convex(const QuadraticProgram& program,
                                                              const Matrix& factor);

/// Solves any convex programme whose limits or hessian bound the minimum: where the hessian is
/// nearly singular (a linear programme has none), by proximal steps, which end after finitely many;
/// where it is large, over the variables that can leave their bounds. Refused if no x is within the
/// limits, or if the steps run out (the minimum is unbounded).
[[nodiscard]] Result<QuadraticSolution> solve_convex(const QuadraticProgram& program);

}  // namespace ballast::planner
