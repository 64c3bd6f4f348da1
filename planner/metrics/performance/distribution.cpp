#include "planner/metrics/performance/distribution.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "planner/metrics/performance/benchmark.hpp"
#include "planner/metrics/performance/returns.hpp"
#include "planner/numeric/elementary.hpp"

namespace ballast::planner::performance {
namespace {

double percentile_of(std::span<const double> sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = std::min(static_cast<std::size_t>(place), sorted.size() - 1);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

std::vector<double> rising(std::span<const double> returns) {
  std::vector<double> out = known(returns);
  std::sort(out.begin(), out.end());
  return out;
}

/// Mean of (return - mean)^power for powers 2, 3 and 4.
struct CentralMoments {
  double second = 0.0;
  double third = 0.0;
  double fourth = 0.0;
};

CentralMoments central_moments(std::span<const double> returns) {
  const Moments moments = moments_of(returns);
  CentralMoments out;
  for (const double one : returns) {
    if (!std::isfinite(one)) continue;
    const double apart = one - moments.mean;
    const double square = apart * apart;
    out.second += square;
    out.third += square * apart;
    out.fourth += square * square;
  }
  const auto count = static_cast<double>(std::max<std::size_t>(moments.count, 1));
  return {out.second / count, out.third / count, out.fourth / count};
}

}  // namespace

std::optional<double> percentile(std::span<const double> returns, double share) {
  const std::vector<double> sorted = rising(returns);
  if (sorted.empty()) return std::nullopt;
  return percentile_of(sorted, share);
}

std::optional<double> value_at_risk(std::span<const double> returns, double cutoff) {
  return percentile(returns, cutoff);
}

std::optional<double> conditional_value_at_risk(std::span<const double> returns, double cutoff) {
  const std::vector<double> sorted = rising(returns);
  if (sorted.empty()) return std::nullopt;
  const auto last = std::upper_bound(sorted.begin(), sorted.end(), percentile_of(sorted, cutoff));
  const auto count = static_cast<std::size_t>(std::max<std::ptrdiff_t>(last - sorted.begin(), 1));
  double sum = 0.0;
  for (std::size_t i = 0; i < count; ++i) sum += sorted[i];
  return sum / static_cast<double>(count);
}

std::optional<double> tail_ratio(std::span<const double> returns) {
  const std::vector<double> sorted = rising(returns);
  if (sorted.empty()) return std::nullopt;
  const double ratio =
      std::abs(percentile_of(sorted, 0.95)) / std::abs(percentile_of(sorted, 0.05));
  return std::isnan(ratio) ? std::nullopt : std::optional{ratio};
}

std::optional<double> skew(std::span<const double> returns) {
  const CentralMoments moments = central_moments(returns);
  if (!(moments.second > 0.0)) return std::nullopt;
  return moments.third / (moments.second * std::sqrt(moments.second));
}

std::optional<double> excess_kurtosis(std::span<const double> returns) {
  constexpr double of_the_normal = 3.0;
  const CentralMoments moments = central_moments(returns);
  if (!(moments.second > 0.0)) return std::nullopt;
  return moments.fourth / (moments.second * moments.second) - of_the_normal;
}

std::optional<double> stability(std::span<const double> returns) {
  std::vector<double> summed;
  std::vector<double> places;
  double sum = 0.0;
  for (const double one : known(returns)) {
    sum += logarithm(1.0 + one);
    places.push_back(static_cast<double>(summed.size()));
    summed.push_back(sum);
  }
  const auto straight = correlation(summed, places);
  if (!straight) return std::nullopt;
  return *straight * *straight;
}

}  // namespace ballast::planner::performance
