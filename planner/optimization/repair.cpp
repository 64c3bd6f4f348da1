#include "planner/optimization/repair.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "planner/optimization/algebra.hpp"

namespace ballast::planner {
namespace {

Failure entry_failure(const Matrix& covariance) {
  std::size_t at = 0;
  while (at < covariance.cells().size() && std::isfinite(covariance.cells()[at])) ++at;
  const std::size_t columns = std::max<std::size_t>(covariance.columns(), 1);
  return {
      FailureKind::invalid, "an entry of the covariance matrix is not a finite number",
      "row " + std::to_string(at / columns + 1) + ", column " + std::to_string(at % columns + 1),
      "finite numbers: every pair of securities needs two common returns"};
}

Matrix without_negative(const Spectrum& parts) {
  const std::size_t size = parts.values.size();
  Matrix rebuilt(size, size);
  for (std::size_t k = 0; k < size; ++k) {
    if (!(parts.values[k] > 0.0)) continue;
    for (std::size_t i = 0; i < size; ++i) {
      add_scaled(rebuilt.row(i), parts.values[k] * parts.vectors(k, i), parts.vectors.row(k));
    }
  }
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      rebuilt(i, j) = rebuilt(j, i) = 0.5 * (rebuilt(i, j) + rebuilt(j, i));
    }
  }
  return rebuilt;
}

}  // namespace

Result<Repaired> positive_semidefinite(const Matrix& covariance, Repair repair) {
  // A factor that exists is proof enough, at a tenth of the cost of eigenvalues.
  if (cholesky(covariance)) return Repaired{covariance, 0.0, false};
  const auto parts = spectrum(covariance);
  if (!parts) return tl::unexpected(entry_failure(covariance));
  const double smallest = parts->values.empty() ? 0.0 : parts->values.front();
  if (!(smallest < 0.0)) return Repaired{covariance, smallest, false};
  if (repair == Repair::spectral) return Repaired{without_negative(*parts), smallest, true};
  Matrix raised = covariance;
  for (std::size_t i = 0; i < raised.rows(); ++i) raised(i, i) -= 1.1 * smallest;
  return Repaired{std::move(raised), smallest, true};
}

}  // namespace ballast::planner
