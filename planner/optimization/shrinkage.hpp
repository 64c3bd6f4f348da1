// Covariances drawn towards a simple target, by the amount that the data ask for.
#pragma once

#include "planner/optimization/price_table.hpp"

namespace ballast::planner {

struct Shrunk {
  Matrix covariance;   // per period of the table
  double share = 0.0;  // of the target, between 0 and 1
};

/// All demean by columns, count a missing return as 0 and divide by the number of rows T.
/// REQUIRES: at least one row and column. O(n^2 T).

/// Target: the mean variance on the diagonal, no covariance (Ledoit and Wolf 2004, "A
/// well-conditioned estimator for large-dimensional covariance matrices").
[[nodiscard]] Shrunk shrunk_to_constant_variance(const ReturnTable& returns);
/// Target: all correlations are their mean (Ledoit and Wolf 2004, "Honey, I shrunk the sample
/// covariance matrix"). Needs two columns that move.
[[nodiscard]] Shrunk shrunk_to_constant_correlation(const ReturnTable& returns);
/// The same, drawing another estimate of the covariance than that of gaps filled with 0.
[[nodiscard]] Shrunk shrunk_to_constant_correlation(const ReturnTable& returns,
                                                    const Matrix& sample);
/// Target: one factor, the mean of all columns (Ledoit and Wolf 2003, "Improved estimation of the
/// covariance matrix of stock returns").
[[nodiscard]] Shrunk shrunk_to_single_factor(const ReturnTable& returns);
/// Target: the mean variance, by Chen, Wiesel, Eldar and Hero 2010 (oracle approximating).
[[nodiscard]] Shrunk shrunk_by_oracle_approximation(const ReturnTable& returns);
/// Returns (1 - share) * covariance + share * its mean variance on the diagonal.
[[nodiscard]] Matrix shrunk_by(const Matrix& covariance, double share);

}  // namespace ballast::planner
