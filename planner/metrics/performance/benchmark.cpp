#include "planner/metrics/performance/benchmark.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "planner/metrics/performance/returns.hpp"
#include "planner/numeric/elementary.hpp"

namespace ballast::planner::performance {
namespace {

constexpr double least_variance = 1e-30;

struct Pairs {
  std::vector<double> own;
  std::vector<double> benchmark;
};

template <class Wanted>
Pairs pairs_where(std::span<const double> returns, std::span<const double> benchmark,
                  Wanted wanted) {
  const std::size_t count = std::min(returns.size(), benchmark.size());
  const auto own = returns.last(count);
  const auto other = benchmark.last(count);
  Pairs out;
  for (std::size_t i = 0; i < count; ++i) {
    if (!wanted(own[i], other[i])) continue;
    out.own.push_back(own[i]);
    out.benchmark.push_back(other[i]);
  }
  return out;
}

Pairs known_pairs(std::span<const double> returns, std::span<const double> benchmark) {
  return pairs_where(returns, benchmark,
                     [](double a, double b) { return std::isfinite(a) && std::isfinite(b); });
}

double mean_product(std::span<const double> a, double mean_a, std::span<const double> b,
                    double mean_b) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - mean_a) * (b[i] - mean_b);
  return sum / static_cast<double>(a.size());
}

bool counts_in(Market market, double benchmark) {
  if (market == Market::rising) return benchmark > 0.0;
  if (market == Market::falling) return benchmark < 0.0;
  return true;
}

}  // namespace

std::optional<double> beta(std::span<const double> returns, std::span<const double> benchmark,
                           double riskless) {
  const Pairs pairs = known_pairs(less(returns, riskless), less(benchmark, riskless));
  if (pairs.own.size() < 2) return std::nullopt;
  const double mean_own = moments_of(pairs.own).mean;
  const double mean_other = moments_of(pairs.benchmark).mean;
  const double variance = mean_product(pairs.benchmark, mean_other, pairs.benchmark, mean_other);
  if (!(variance >= least_variance)) return std::nullopt;
  return mean_product(pairs.benchmark, mean_other, pairs.own, mean_own) / variance;
}

std::optional<double> alpha(std::span<const double> returns, std::span<const double> benchmark,
                            double periods, double riskless) {
  const auto slope = beta(returns, benchmark, riskless);
  if (!slope) return std::nullopt;
  const Pairs pairs = known_pairs(less(returns, riskless), less(benchmark, riskless));
  double sum = 0.0;
  for (std::size_t i = 0; i < pairs.own.size(); ++i) {
    sum += pairs.own[i] - *slope * pairs.benchmark[i];
  }
  return power(sum / static_cast<double>(pairs.own.size()) + 1.0, periods) - 1.0;
}

std::optional<double> correlation(std::span<const double> returns,
                                  std::span<const double> benchmark) {
  const Pairs pairs = known_pairs(returns, benchmark);
  if (pairs.own.size() < 2) return std::nullopt;
  const double mean_own = moments_of(pairs.own).mean;
  const double mean_other = moments_of(pairs.benchmark).mean;
  const double own = mean_product(pairs.own, mean_own, pairs.own, mean_own);
  const double other = mean_product(pairs.benchmark, mean_other, pairs.benchmark, mean_other);
  if (!(own >= least_variance) || !(other >= least_variance)) return std::nullopt;
  return mean_product(pairs.own, mean_own, pairs.benchmark, mean_other) /
         (std::sqrt(own) * std::sqrt(other));
}

std::optional<double> capture(std::span<const double> returns, std::span<const double> benchmark,
                              Market market, double periods) {
  const Pairs pairs = pairs_where(returns, benchmark,
                                  [&](double, double other) { return counts_in(market, other); });
  const auto own = yearly_return(pairs.own, periods);
  const auto other = yearly_return(pairs.benchmark, periods);
  if (!own || !other) return std::nullopt;
  const double share = *own / *other;
  return std::isnan(share) ? std::nullopt : std::optional{share};
}

std::optional<double> up_down_capture(std::span<const double> returns,
                                      std::span<const double> benchmark, double periods) {
  const auto up = capture(returns, benchmark, Market::rising, periods);
  const auto down = capture(returns, benchmark, Market::falling, periods);
  if (!up || !down) return std::nullopt;
  const double share = *up / *down;
  return std::isnan(share) ? std::nullopt : std::optional{share};
}

}  // namespace ballast::planner::performance
