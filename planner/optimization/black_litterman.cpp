#include "planner/optimization/black_litterman.hpp"

#include <utility>

#include "planner/optimization/algebra.hpp"
#include "planner/optimization/covariance.hpp"

namespace ballast::planner {

double market_risk_aversion(std::span<const double> returns, double periods, double risk_free) {
  double sum = 0.0;
  for (const double one : returns) sum += one;
  const double mean = sum / static_cast<double>(returns.size());
  return (mean * periods - risk_free) / (pair_covariance(returns, returns) * periods);
}

std::vector<double> market_implied_returns(const Matrix& covariance,
                                           std::span<const double> market_weights, double aversion,
                                           double risk_free) {
  std::vector<double> implied = product(covariance, market_weights);
  for (double& one : implied) one = aversion * one + risk_free;
  return implied;
}

std::vector<double> default_uncertainty(const Matrix& covariance, const Matrix& portfolios,
                                        double tau) {
  std::vector<double> uncertainty;
  for (std::size_t k = 0; k < portfolios.rows(); ++k) {
    uncertainty.push_back(tau * quadratic_form(covariance, portfolios.row(k)));
  }
  return uncertainty;
}

std::vector<double> idzorek_uncertainty(const Matrix& covariance, const Matrix& portfolios,
                                        std::span<const double> confidences, double tau) {
  std::vector<double> uncertainty = default_uncertainty(covariance, portfolios, tau);
  for (std::size_t k = 0; k < uncertainty.size(); ++k) {
    const double confidence = confidences[k];
    uncertainty[k] = confidence > 0.0 ? uncertainty[k] * (1.0 - confidence) / confidence : 1e6;
  }
  return uncertainty;
}

Result<Posterior> posterior_of(const Matrix& covariance, std::span<const double> prior,
                               const Views& views, double tau) {
  const std::size_t count = views.returns.size();
  const Matrix seen = scaled(product(views.portfolios, covariance), tau);  // P tau S
  Matrix spread = product(seen, transposed(views.portfolios));
  for (std::size_t k = 0; k < count; ++k) spread(k, k) += views.uncertainty[k];
  Posterior posterior{{prior.begin(), prior.end()}, scaled(covariance, 1.0 + tau)};
  const auto failure = [] {
    return tl::unexpected(Failure{FailureKind::refused, "the views contradict each other", "",
                                  "views that are not certain, or on different securities"});
  };
  std::vector<double> surprise = views.returns;
  for (std::size_t k = 0; k < count; ++k) surprise[k] -= dot(views.portfolios.row(k), prior);
  const auto pull = solved(spread, std::move(surprise));
  if (!pull) return failure();
  for (std::size_t k = 0; k < count; ++k) {
    add_scaled(posterior.returns, (*pull)[k], seen.row(k));
  }
  for (std::size_t i = 0; i < covariance.rows(); ++i) {
    const auto drop = solved(spread, [&] {
      std::vector<double> column(count);
      for (std::size_t k = 0; k < count; ++k) column[k] = seen(k, i);
      return column;
    }());
    if (!drop) return failure();
    for (std::size_t k = 0; k < count; ++k) {
      add_scaled(posterior.covariance.row(i), -(*drop)[k], seen.row(k));
    }
  }
  return posterior;
}

Result<std::vector<double>> implied_weights(const Matrix& covariance,
                                            std::span<const double> returns, double aversion) {
  auto weights = solved(scaled(covariance, aversion), {returns.begin(), returns.end()});
  if (!weights) {
    return tl::unexpected(Failure{FailureKind::refused, "the covariance matrix is singular", "",
                                  "a shrunk covariance, or fewer securities than days"});
  }
  double sum = 0.0;
  for (const double weight : *weights) sum += weight;
  for (double& weight : *weights) weight /= sum;
  return *std::move(weights);
}

}  // namespace ballast::planner
