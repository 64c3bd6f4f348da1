#include "planner/optimization/algebra.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace ballast::planner {

double dot(std::span<const double> a, std::span<const double> b) {
  std::array<double, 4> sums{};
  const std::size_t whole = a.size() / 4 * 4;
  for (std::size_t i = 0; i < whole; i += 4) {
    for (std::size_t lane = 0; lane < 4; ++lane) sums[lane] += a[i + lane] * b[i + lane];
  }
  for (std::size_t i = whole; i < a.size(); ++i) sums[i - whole] += a[i] * b[i];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

void add_scaled(std::span<double> to, double factor, std::span<const double> from) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += factor * from[i];
}

double largest_size(std::span<const double> values) {
  double largest = 0.0;
  for (const double value : values) largest = std::max(largest, std::fabs(value));
  return largest;
}

Matrix identity_matrix(std::size_t size) {
  Matrix matrix(size, size);
  for (std::size_t i = 0; i < size; ++i) matrix(i, i) = 1.0;
  return matrix;
}

Matrix transposed(const Matrix& matrix) {
  Matrix turned(matrix.columns(), matrix.rows());
  for (std::size_t i = 0; i < matrix.rows(); ++i) {
    for (std::size_t j = 0; j < matrix.columns(); ++j) turned(j, i) = matrix(i, j);
  }
  return turned;
}

std::vector<double> product(const Matrix& matrix, std::span<const double> vector) {
  std::vector<double> result(matrix.rows());
  for (std::size_t i = 0; i < matrix.rows(); ++i) result[i] = dot(matrix.row(i), vector);
  return result;
}

Matrix product(const Matrix& left, const Matrix& right) {
  Matrix result(left.rows(), right.columns());
  for (std::size_t i = 0; i < left.rows(); ++i) {
    for (std::size_t k = 0; k < left.columns(); ++k) {
      add_scaled(result.row(i), left(i, k), right.row(k));
    }
  }
  return result;
}

Matrix gram(const Matrix& table) {
  const std::size_t size = table.columns();
  Matrix sums(size, size);
  for (std::size_t t = 0; t < table.rows(); ++t) {
    const auto row = table.row(t);
    for (std::size_t i = 0; i < size; ++i) {
      add_scaled(sums.row(i).subspan(i), row[i], row.subspan(i));
    }
  }
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < i; ++j) sums(i, j) = sums(j, i);
  }
  return sums;
}

double quadratic_form(const Matrix& matrix, std::span<const double> weights) {
  return dot(product(matrix, weights), weights);
}

std::optional<std::vector<double>> solved(Matrix matrix, std::vector<double> right) {
  const std::size_t size = matrix.rows();
  const double scale = largest_size(matrix.cells());
  for (std::size_t column = 0; column < size; ++column) {
    std::size_t pivot = column;
    for (std::size_t row = column + 1; row < size; ++row) {
      if (std::fabs(matrix(row, column)) > std::fabs(matrix(pivot, column))) pivot = row;
    }
    if (!(std::fabs(matrix(pivot, column)) > 1e-15 * scale)) return std::nullopt;
    std::swap_ranges(matrix.row(pivot).begin(), matrix.row(pivot).end(),
                     matrix.row(column).begin());
    std::swap(right[pivot], right[column]);
    for (std::size_t row = column + 1; row < size; ++row) {
      const double factor = matrix(row, column) / matrix(column, column);
      add_scaled(matrix.row(row).subspan(column), -factor, matrix.row(column).subspan(column));
      right[row] -= factor * right[column];
    }
  }
  for (std::size_t row = size; row-- > 0;) {
    for (std::size_t k = row + 1; k < size; ++k) right[row] -= matrix(row, k) * right[k];
    right[row] /= matrix(row, row);
  }
  return right;
}

std::optional<Matrix> cholesky(const Matrix& symmetric, double smallest) {
  const std::size_t size = symmetric.rows();
  double largest = 0.0;
  for (std::size_t i = 0; i < size; ++i) largest = std::max(largest, symmetric(i, i));
  Matrix lower(size, size);
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      lower(i, j) =
          (symmetric(i, j) - dot(lower.row(i).first(j), lower.row(j).first(j))) / lower(j, j);
    }
    const double pivot = symmetric(i, i) - dot(lower.row(i).first(i), lower.row(i).first(i));
    if (!(pivot > smallest * largest)) return std::nullopt;
    lower(i, i) = std::sqrt(pivot);
  }
  return lower;
}

void solve_lower(const Matrix& lower, std::span<double> values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = (values[i] - dot(lower.row(i).first(i), values.first(i))) / lower(i, i);
  }
}

void solve_lower_transposed(const Matrix& lower, std::span<double> values) {
  for (std::size_t i = values.size(); i-- > 0;) {
    values[i] /= lower(i, i);
    add_scaled(values.first(i), -values[i], lower.row(i).first(i));
  }
}

}  // namespace ballast::planner
