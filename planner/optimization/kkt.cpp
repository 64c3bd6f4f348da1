#include <algorithm>
#include <cmath>

#include "planner/optimization/algebra.hpp"
#include "planner/optimization/quadratic_program.hpp"

namespace ballast::planner {
namespace {

/// Takes one value between two bounds, and its price, into the residual.
void measure_range(double value, double low, double high, double price, KktResidual& residual) {
  residual.violation = std::max({residual.violation, low - value, value - high});
  // The price points at a bound: a missing one is infinitely far, so no price is allowed there.
  const double distance = price > 0.0 ? value - low : high - value;
  if (price == 0.0) return;
  const double product = std::isfinite(distance) ? std::fabs(price * distance) : std::fabs(price);
  residual.complementarity = std::max(residual.complementarity, product);
}

}  // namespace

double KktResidual::largest() const {
  return std::max({stationarity, violation, complementarity});
}

KktResidual kkt_residual(const QuadraticProgram& program, const QuadraticSolution& solution) {
  const LinearLimits& limits = program.limits;
  std::vector<double> gradient = product(program.hessian, solution.x);
  add_scaled(gradient, 1.0, program.linear);
  KktResidual residual;
  for (std::size_t i = 0; i < gradient.size(); ++i) {
    gradient[i] -= solution.bound_prices[i];
    measure_range(solution.x[i], limits.lower[i], limits.upper[i], solution.bound_prices[i],
                  residual);
  }
  for (std::size_t k = 0; k < limits.rows.rows(); ++k) {
    add_scaled(gradient, -solution.row_prices[k], limits.rows.row(k));
    measure_range(dot(limits.rows.row(k), solution.x), limits.row_low[k], limits.row_high[k],
                  solution.row_prices[k], residual);
  }
  residual.stationarity = largest_size(gradient);
  return residual;
}

}  // namespace ballast::planner
