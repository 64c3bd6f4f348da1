// Products, Cholesky factors and the eigenvalues of symmetric matrices. Every sum is taken in an
// order that is stated, so results are the same bytes on every machine.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "planner/optimization/matrix.hpp"

namespace ballast::planner {

/// Returns the scalar product: four sums of every fourth term, then (0 + 1) + (2 + 3).
[[nodiscard]] double dot(std::span<const double> a, std::span<const double> b);
/// Adds factor * from to `to`.
void add_scaled(std::span<double> to, double factor, std::span<const double> from);
/// Returns the largest absolute value, 0 of nothing.
[[nodiscard]] double largest_size(std::span<const double> values);

[[nodiscard]] Matrix identity_matrix(std::size_t size);
[[nodiscard]] Matrix transposed(const Matrix& matrix);
[[nodiscard]] std::vector<double> product(const Matrix& matrix, std::span<const double> vector);
[[nodiscard]] Matrix product(const Matrix& left, const Matrix& right);
/// Returns the transpose of `table` times `table`; sums run down its rows.
[[nodiscard]] Matrix gram(const Matrix& table);
/// Returns w'Sw.
[[nodiscard]] double quadratic_form(const Matrix& matrix, std::span<const double> weights);
/// Returns x such that ax = b for a square matrix, by elimination with the largest pivots; nothing
/// if it is singular. O(n^3).
[[nodiscard]] std::optional<std::vector<double>> solved(Matrix matrix, std::vector<double> right);

/// Returns lower triangular L with LL' = matrix; nothing where a pivot is not above `smallest`
/// times the largest diagonal entry: not positive definite, or too nearly singular. O(n^3 / 3).
[[nodiscard]] std::optional<Matrix> cholesky(const Matrix& symmetric, double smallest = 1e-13);
/// Solves L y = b in place.
void solve_lower(const Matrix& lower, std::span<double> values);
/// Solves L'x = y in place.
void solve_lower_transposed(const Matrix& lower, std::span<double> values);

struct Spectrum {
  std::vector<double> values;  // rising
  Matrix vectors;              // one in each row
};

/// Returns the eigenvalues and eigenvectors of a symmetric matrix. Fails to converge only for
/// entries that are not finite: then nothing. O(n^3), by Eigen, without vector instructions.
[[nodiscard]] std::optional<Spectrum> spectrum(const Matrix& symmetric);

}  // namespace ballast::planner
