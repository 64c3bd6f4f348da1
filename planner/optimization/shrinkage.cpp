#include "planner/optimization/shrinkage.hpp"

#include <algorithm>
#include <cmath>

#include "planner/optimization/algebra.hpp"
#include "planner/optimization/covariance.hpp"
#include "planner/optimization/expected_returns.hpp"

namespace ballast::planner {
namespace {

struct Centred {
  Matrix moves;    // returns less their means
  Matrix squares;  // of the moves
  Matrix sample;   // moves' moves / T
  double rows = 0.0;

  explicit Centred(const ReturnTable& returns)
      : moves(without_gaps(returns)), rows(static_cast<double>(returns.rows())) {
    const std::vector<double> means = column_means(moves);
    for (std::size_t t = 0; t < moves.rows(); ++t) add_scaled(moves.row(t), -1.0, means);
    squares = moves;
    for (double& cell : squares.cells()) cell *= cell;
    sample = scaled(gram(moves), 1.0 / rows);
  }
};

double sum_of(const Matrix& matrix) {
  double sum = 0.0;
  for (const double cell : matrix.cells()) sum += cell;
  return sum;
}

double sum_of_squares(const Matrix& matrix) {
  return dot(matrix.cells(), matrix.cells());
}

double mean_variance_of(const Matrix& covariance) {
  double trace = 0.0;
  for (std::size_t i = 0; i < covariance.rows(); ++i) trace += covariance(i, i);
  return trace / static_cast<double>(covariance.rows());
}

double distance_squared(const Matrix& a, const Matrix& b) {
  double sum = 0.0;
  for (std::size_t k = 0; k < a.cells().size(); ++k) {
    const double difference = a.cells()[k] - b.cells()[k];
    sum += difference * difference;
  }
  return sum;
}

Shrunk mixed(const Matrix& sample, const Matrix& target, double share) {
  Shrunk shrunk{scaled(sample, 1.0 - share), share};
  add_scaled(shrunk.covariance.cells(), share, target.cells());
  return shrunk;
}

double share_of(double uncertainty, double distance, double rows) {
  if (!(distance > 0.0)) return 0.0;
  return std::clamp(uncertainty / distance / rows, 0.0, 1.0);
}

Matrix constant_correlation_target(const Matrix& sample, double mean_correlation) {
  Matrix target = sample;
  for (std::size_t i = 0; i < sample.rows(); ++i) {
    for (std::size_t j = 0; j < sample.rows(); ++j) {
      if (i != j) target(i, j) = mean_correlation * std::sqrt(sample(i, i) * sample(j, j));
    }
  }
  return target;
}

double mean_correlation_of(const Matrix& sample) {
  const Matrix correlation = correlation_of(sample);
  const auto size = static_cast<double>(sample.rows());
  return size < 2.0 ? 0.0 : (sum_of(correlation) - size) / (size * (size - 1.0));
}

/// The covariances of sample and target of the single factor, off the diagonal.
double factor_uncertainty(const Centred& data, const std::vector<double>& market,
                          const std::vector<double>& betas, double variance) {
  Matrix with_market = data.moves;
  for (std::size_t t = 0; t < with_market.rows(); ++t) {
    for (double& cell : with_market.row(t)) cell *= market[t];
  }
  const Matrix first = product(transposed(data.squares), with_market);
  const Matrix third = gram(with_market);
  double first_sum = 0.0;
  double third_sum = 0.0;
  for (std::size_t i = 0; i < betas.size(); ++i) {
    for (std::size_t j = 0; j < betas.size(); ++j) {
      if (i == j) continue;
      first_sum += (first(i, j) / data.rows - betas[i] * data.sample(i, j)) * betas[j];
      third_sum += (third(i, j) / data.rows - variance * data.sample(i, j)) * betas[i] * betas[j];
    }
  }
  return 2.0 * first_sum / variance - third_sum / (variance * variance);
}

/// How uncertain the entries of a sample are: all of them, and those of the diagonal.
struct Uncertainty {
  double whole = 0.0;
  double diagonal = 0.0;

  Uncertainty(const Centred& data, const Matrix& sample) {
    const Matrix fourth = scaled(gram(data.squares), 1.0 / data.rows);
    for (std::size_t i = 0; i < sample.rows(); ++i) {
      for (std::size_t j = 0; j < sample.rows(); ++j) {
        const double one =
            fourth(i, j) - 2.0 * data.sample(i, j) * sample(i, j) + sample(i, j) * sample(i, j);
        whole += one;
        if (i == j) diagonal += one;
      }
    }
  }
};

Shrunk to_constant_correlation(const Centred& data, const Matrix& sample) {
  const double mean_correlation = mean_correlation_of(sample);
  const Matrix target = constant_correlation_target(sample, mean_correlation);
  Matrix cubes = data.squares;
  for (std::size_t k = 0; k < cubes.cells().size(); ++k) cubes.cells()[k] *= data.moves.cells()[k];
  const Matrix third = scaled(product(transposed(cubes), data.moves), 1.0 / data.rows);
  const Uncertainty uncertainty(data, sample);
  double shared = 0.0;
  for (std::size_t i = 0; i < sample.rows(); ++i) {
    for (std::size_t j = 0; j < sample.rows(); ++j) {
      if (i == j || !(sample(i, i) > 0.0)) continue;
      const double together = third(i, j) - data.sample(i, i) * sample(i, j) -
                              data.sample(i, j) * sample(i, i) + sample(i, i) * sample(i, j);
      shared += std::sqrt(sample(j, j) / sample(i, i)) * together;
    }
  }
  const double excess = uncertainty.whole - uncertainty.diagonal - mean_correlation * shared;
  return mixed(sample, target, share_of(excess, distance_squared(sample, target), data.rows));
}

}  // namespace

Shrunk shrunk_to_constant_variance(const ReturnTable& returns) {
  const Centred data(returns);
  const Matrix target = scaled(identity_matrix(data.sample.rows()), mean_variance_of(data.sample));
  const double distance = distance_squared(data.sample, target);
  return mixed(data.sample, target,
               share_of(Uncertainty(data, data.sample).whole, distance, data.rows));
}

Shrunk shrunk_to_constant_correlation(const ReturnTable& returns) {
  const Centred data(returns);
  return to_constant_correlation(data, data.sample);
}

Shrunk shrunk_to_constant_correlation(const ReturnTable& returns, const Matrix& sample) {
  return to_constant_correlation(Centred(returns), sample);
}

Shrunk shrunk_to_single_factor(const ReturnTable& returns) {
  const Centred data(returns);
  const std::vector<double> market = cross_sectional_mean(data.moves);
  double variance = 0.0;
  for (const double move : market) variance += move * move;
  variance /= data.rows;
  std::vector<double> betas(data.sample.rows());
  for (std::size_t t = 0; t < market.size(); ++t) {
    add_scaled(betas, market[t] / data.rows, data.moves.row(t));
  }
  if (!(variance > 0.0)) return {data.sample, 0.0};
  Matrix target = data.sample;
  for (std::size_t i = 0; i < target.rows(); ++i) {
    for (std::size_t j = 0; j < target.rows(); ++j) {
      if (i != j) target(i, j) = betas[i] * betas[j] / variance;
    }
  }
  const Uncertainty uncertainty(data, data.sample);
  const double excess =
      uncertainty.whole - uncertainty.diagonal - factor_uncertainty(data, market, betas, variance);
  return mixed(data.sample, target,
               share_of(excess, distance_squared(data.sample, target), data.rows));
}

Shrunk shrunk_by_oracle_approximation(const ReturnTable& returns) {
  const Centred data(returns);
  const auto size = static_cast<double>(data.sample.rows());
  const double mean = mean_variance_of(data.sample);
  const double mean_square = sum_of_squares(data.sample) / (size * size);
  const double spread = (data.rows + 1.0) * (mean_square - mean * mean / size);
  const double share = spread > 0.0 ? std::min((mean_square + mean * mean) / spread, 1.0) : 1.0;
  return mixed(data.sample, scaled(identity_matrix(data.sample.rows()), mean), share);
}

Matrix shrunk_by(const Matrix& covariance, double share) {
  const Matrix target = scaled(identity_matrix(covariance.rows()), mean_variance_of(covariance));
  return mixed(covariance, target, share).covariance;
}

}  // namespace ballast::planner
