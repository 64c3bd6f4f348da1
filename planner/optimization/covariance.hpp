// Estimates of how returns vary together. All are per period of the table: times 252 they are
// annual.
#pragma once

#include <span>
#include <utility>

#include "planner/optimization/price_table.hpp"

namespace ballast::planner {

/// Returns the sample covariance (n - 1) over the rows that have both, each less its mean over
/// them; NaN for fewer than two.
[[nodiscard]] double pair_covariance(std::span<const double> a, std::span<const double> b);
/// Returns the covariance of all pairs, each over the rows that have both. It need not be positive
/// semidefinite where something is missing: see repair.hpp. O(n^2 T).
[[nodiscard]] Matrix sample_covariance(const ReturnTable& returns);

/// The same, some rows at a time.
class SampleCovariance {
 public:
  explicit SampleCovariance(const ReturnTable& returns);

  /// Fills some rows; returns whether there are more.
  [[nodiscard]] bool advance();

  /// REQUIRES: advance() has returned false.
  [[nodiscard]] Matrix take() { return std::move(matrix_); }

 private:
  Matrix columns_;
  Matrix matrix_;
  std::size_t row_ = 0;
};

/// Returns the correlations of all pairs, each over the rows that have both; NaN as above.
[[nodiscard]] Matrix sample_correlation(const ReturnTable& returns);

/// Returns sum(k^age x) / sum(k^age) over what is there, k = 1 - 2/(span + 1), the age in rows.
[[nodiscard]] double weighted_mean(std::span<const double> values, double span);
/// Returns the weighted mean of the products of returns less their plain means.
[[nodiscard]] Matrix exponential_covariance(const ReturnTable& returns, double span);

/// Returns D'D / T, D = min(r - benchmark, 0), what is missing counted as 0 and T all rows.
[[nodiscard]] Matrix semicovariance(const ReturnTable& returns, double benchmark);

[[nodiscard]] Matrix scaled(Matrix matrix, double factor);
/// Returns the correlations; 0 with a security that never moves, 1 on the diagonal.
[[nodiscard]] Matrix correlation_of(const Matrix& covariance);

}  // namespace ballast::planner
