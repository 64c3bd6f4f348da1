#include "planner/optimization/covariance.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "planner/optimization/algebra.hpp"

namespace ballast::planner {
namespace {

// A slice of pairs takes a few milliseconds.
constexpr std::size_t pairs_in_a_slice = 20'000;

/// Fills a symmetric matrix from what a function tells of each pair of columns.
template <class OfPair>
Matrix of_pairs(const ReturnTable& returns, OfPair of_pair) {
  const Matrix columns = transposed(returns);
  Matrix matrix(columns.rows(), columns.rows());
  for (std::size_t i = 0; i < matrix.rows(); ++i) {
    for (std::size_t j = i; j < matrix.rows(); ++j) {
      matrix(i, j) = matrix(j, i) = of_pair(columns.row(i), columns.row(j));
    }
  }
  return matrix;
}

}  // namespace

double pair_covariance(std::span<const double> a, std::span<const double> b) {
  double count = 0.0;
  double sum_a = 0.0;
  double sum_b = 0.0;
  for (std::size_t t = 0; t < a.size(); ++t) {
    if (std::isnan(a[t]) || std::isnan(b[t])) continue;
    count += 1.0;
    sum_a += a[t];
    sum_b += b[t];
  }
  if (count < 2.0) return std::numeric_limits<double>::quiet_NaN();
  double sum = 0.0;
  for (std::size_t t = 0; t < a.size(); ++t) {
    if (std::isnan(a[t]) || std::isnan(b[t])) continue;
    sum += (a[t] - sum_a / count) * (b[t] - sum_b / count);
  }
  return sum / (count - 1.0);
}

SampleCovariance::SampleCovariance(const ReturnTable& returns)
    : columns_(transposed(returns)), matrix_(columns_.rows(), columns_.rows()) {}

bool SampleCovariance::advance() {
  for (std::size_t pairs = 0; pairs < pairs_in_a_slice && row_ < matrix_.rows(); ++row_) {
    for (std::size_t j = row_; j < matrix_.rows(); ++j) {
      matrix_(row_, j) = matrix_(j, row_) = pair_covariance(columns_.row(row_), columns_.row(j));
    }
    pairs += matrix_.rows() - row_;
  }
  return row_ < matrix_.rows();
}

Matrix sample_covariance(const ReturnTable& returns) {
  SampleCovariance sample(returns);
  while (sample.advance()) {
  }
  return sample.take();
}

Matrix sample_correlation(const ReturnTable& returns) {
  std::vector<double> only_a(returns.rows());
  std::vector<double> only_b(returns.rows());
  return of_pairs(returns, [&](std::span<const double> a, std::span<const double> b) {
    for (std::size_t t = 0; t < a.size(); ++t) {
      only_a[t] = std::isnan(b[t]) ? b[t] : a[t];
      only_b[t] = std::isnan(a[t]) ? a[t] : b[t];
    }
    return pair_covariance(a, b) / std::sqrt(pair_covariance(only_a, only_a)) /
           std::sqrt(pair_covariance(only_b, only_b));
  });
}

double weighted_mean(std::span<const double> values, double span) {
  const double kept = 1.0 - 2.0 / (span + 1.0);
  double sum = 0.0;
  double weights = 0.0;
  for (const double value : values) {
    sum *= kept;
    weights *= kept;
    if (std::isnan(value)) continue;
    sum += value;
    weights += 1.0;
  }
  return sum / weights;
}

Matrix exponential_covariance(const ReturnTable& returns, double span) {
  const std::vector<double> means = column_means(returns);
  ReturnTable moves = returns;
  for (std::size_t t = 0; t < moves.rows(); ++t) add_scaled(moves.row(t), -1.0, means);
  std::vector<double> products(moves.rows());
  return of_pairs(moves, [&](std::span<const double> a, std::span<const double> b) {
    for (std::size_t t = 0; t < products.size(); ++t) products[t] = a[t] * b[t];
    return weighted_mean(products, span);
  });
}

Matrix semicovariance(const ReturnTable& returns, double benchmark) {
  Matrix drops = returns;
  for (double& cell : drops.cells()) {
    cell = std::isnan(cell) ? 0.0 : std::min(cell - benchmark, 0.0);
  }
  return scaled(gram(drops), 1.0 / static_cast<double>(drops.rows()));
}

Matrix scaled(Matrix matrix, double factor) {
  for (double& cell : matrix.cells()) cell *= factor;
  return matrix;
}

Matrix correlation_of(const Matrix& covariance) {
  Matrix correlation = identity_matrix(covariance.rows());
  for (std::size_t i = 0; i < covariance.rows(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const double scale = std::sqrt(covariance(i, i)) * std::sqrt(covariance(j, j));
      const double one = scale > 0.0 ? covariance(i, j) / scale : 0.0;
      correlation(i, j) = correlation(j, i) = one;
    }
  }
  return correlation;
}

}  // namespace ballast::planner
