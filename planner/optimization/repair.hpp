// Covariances that are positive semidefinite, as every true one is.
#pragma once

#include <cstdint>

#include "planner/model/failure.hpp"
#include "planner/optimization/matrix.hpp"

namespace ballast::planner {

enum class Repair : std::uint8_t {
  spectral,  // negative eigenvalues become 0
  diagonal,  // the most negative eigenvalue, and a tenth of it, is added to the diagonal
};

struct Repaired {
  Matrix covariance;
  double smallest_eigenvalue = 0.0;  // of what was given
  bool changed = false;
};

/// Returns the matrix as it is if it is positive semidefinite, else the repaired one. Fails, naming
/// row and column, for an entry that is not a finite number.
[[nodiscard]] Result<Repaired> positive_semidefinite(const Matrix& covariance,
                                                     Repair repair = Repair::spectral);

}  // namespace ballast::planner
