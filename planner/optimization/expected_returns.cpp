#include "planner/optimization/expected_returns.hpp"

#include <cmath>
#include <limits>

#include "planner/numeric/elementary.hpp"
#include "planner/optimization/covariance.hpp"

namespace ballast::planner {
namespace {

constexpr double no_return = std::numeric_limits<double>::quiet_NaN();

double annual_return(std::span<const double> returns, Annualisation annual) {
  double growth = 1.0;
  double sum = 0.0;
  double count = 0.0;
  for (const double one : returns) {
    if (std::isnan(one)) continue;
    growth *= 1.0 + one;
    sum += one;
    count += 1.0;
  }
  if (count == 0.0) return no_return;
  return annual.compounding ? power(growth, annual.periods / count) - 1.0
                            : sum / count * annual.periods;
}

}  // namespace

std::vector<double> mean_historical_return(const ReturnTable& returns, Annualisation annual) {
  std::vector<double> expected(returns.columns());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    expected[i] = annual_return(column_of(returns, i), annual);
  }
  return expected;
}

std::vector<double> ema_historical_return(const ReturnTable& returns, double span,
                                          Annualisation annual) {
  std::vector<double> expected(returns.columns());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const double mean = weighted_mean(column_of(returns, i), span);
    expected[i] =
        annual.compounding ? power(1.0 + mean, annual.periods) - 1.0 : mean * annual.periods;
  }
  return expected;
}

std::vector<double> capm_return(const ReturnTable& returns, std::span<const double> market,
                                double risk_free, Annualisation annual) {
  const double premium = annual_return(market, annual) - risk_free;
  const double variance = pair_covariance(market, market);
  std::vector<double> expected(returns.columns());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const double beta = pair_covariance(column_of(returns, i), market) / variance;
    expected[i] = risk_free + beta * premium;
  }
  return expected;
}

std::vector<double> cross_sectional_mean(const ReturnTable& returns) {
  std::vector<double> means(returns.rows());
  for (std::size_t t = 0; t < means.size(); ++t) {
    double sum = 0.0;
    double count = 0.0;
    for (const double one : returns.row(t)) {
      if (std::isnan(one)) continue;
      sum += one;
      count += 1.0;
    }
    means[t] = count == 0.0 ? no_return : sum / count;
  }
  return means;
}

}  // namespace ballast::planner
