// The one place that needs Eigen. Its vector kernels fuse on some machines: they stay off.
#define EIGEN_DONT_VECTORIZE
#include <Eigen/Eigenvalues>
#include <cmath>

#include "planner/optimization/algebra.hpp"

namespace ballast::planner {

std::optional<Spectrum> spectrum(const Matrix& symmetric) {
  const std::size_t size = symmetric.rows();
  for (const double cell : symmetric.cells()) {
    if (!std::isfinite(cell)) return std::nullopt;
  }
  const auto order = static_cast<Eigen::Index>(size);
  Eigen::MatrixXd dense(order, order);
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < size; ++j) {
      dense(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) = symmetric(i, j);
    }
  }
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(dense);
  if (solver.info() != Eigen::Success) return std::nullopt;
  Spectrum found{std::vector<double>(size), Matrix(size, size)};
  for (std::size_t k = 0; k < size; ++k) {
    found.values[k] = solver.eigenvalues()(static_cast<Eigen::Index>(k));
    for (std::size_t i = 0; i < size; ++i) {
      found.vectors(k, i) =
          solver.eigenvectors()(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(k));
    }
  }
  return found;
}

}  // namespace ballast::planner
