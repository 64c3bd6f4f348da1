#include "planner/scoring/security/market_climate.hpp"

#include <algorithm>

#include "planner/metrics/performance/calendar.hpp"
#include "planner/metrics/performance/drawdowns.hpp"
#include "planner/metrics/performance/returns.hpp"
#include "planner/metrics/price_metrics.hpp"
#include "planner/numeric/elementary.hpp"
#include "planner/scoring/security/score_rules.hpp"

namespace ballast::planner::scoring {
namespace {

constexpr std::size_t followed_days = 500;
constexpr std::ptrdiff_t closes_looked_at = 260;

double within_one(double value) {
  return std::clamp(value, -1.0, 1.0);
}

double hyperbolic_tangent(double x) {
  const double square = exponential(2.0 * x);
  return (square - 1.0) / (square + 1.0);
}

std::optional<double> trend_of(std::span<const WeightedIndex> indices) {
  double sum = 0.0;
  double weights = 0.0;
  for (const WeightedIndex& index : indices) {
    const auto distance = distance_from_mean(index.history.closes);
    if (!distance) continue;
    sum += index.weight * within_one(10.0 * *distance);
    weights += index.weight;
  }
  if (!(weights > 0.0)) return std::nullopt;
  return sum / weights;
}

/// As much of each history up to the day as a climate looks at, and holidays besides.
std::vector<WeightedIndex> up_to(std::span<const WeightedIndex> indices, Date day) {
  std::vector<WeightedIndex> out;
  for (const WeightedIndex& index : indices) {
    const auto& dates = index.history.dates;
    const auto end = std::upper_bound(dates.begin(), dates.end(), day) - dates.begin();
    const auto begin = std::max<std::ptrdiff_t>(0, end - closes_looked_at);
    const auto& closes = index.history.closes;
    out.push_back({index.weight,
                   {{dates.begin() + begin, dates.begin() + end},
                    {closes.begin() + begin, closes.begin() + end}}});
  }
  return out;
}

}  // namespace

std::vector<double> composite_returns(std::span<const WeightedIndex> indices) {
  std::vector<PriceHistory> histories;
  double weights = 0.0;
  for (const WeightedIndex& index : indices) {
    histories.push_back(index.history);
    weights += index.weight;
  }
  const std::vector<Date> all = performance::common_days(histories);
  const auto days = std::span(all).last(std::min(climate_days + 1, all.size()));
  std::vector<double> out(days.empty() ? 0 : days.size() - 1);
  const auto returns = performance::aligned_returns(histories, days);
  for (std::size_t at = 0; at < returns.size(); ++at) {
    for (std::size_t day = 0; day < out.size(); ++day) {
      out[day] += indices[at].weight / weights * returns[at][day];
    }
  }
  return out;
}

double climate_of_returns(std::span<const double> returns) {
  const performance::Moments moments = performance::moments_of(returns);
  const double fall = performance::max_drawdown(returns).value_or(0.0);
  const double of_mean = within_one(600.0 * moments.mean);
  const double of_spread = within_one(-15.0 * (moments.sample_deviation - 0.02));
  const double of_fall = within_one(5.8 * (fall + 0.05));
  return hyperbolic_tangent(2.0 * (0.50 * of_mean + 0.25 * of_spread + 0.25 * of_fall));
}

Climate read_climate(std::span<const WeightedIndex> indices, std::optional<double> before) {
  const std::vector<double> returns = composite_returns(indices);
  if (returns.size() < least_climate_days) return {before.value_or(0.0), 0.0, true};
  const double of_returns = climate_of_returns(returns);
  const auto trend = trend_of(indices);
  const double raw = trend ? (of_returns + *trend) / 2.0 : of_returns;
  return {before ? 0.1 * raw + 0.9 * *before : raw, raw, false};
}

std::optional<double> followed_climate(std::span<const WeightedIndex> indices) {
  std::vector<PriceHistory> histories;
  for (const WeightedIndex& index : indices) histories.push_back(index.history);
  const std::vector<Date> all = performance::common_days(histories);
  std::optional<double> smoothed;
  std::optional<double> followed;
  for (const Date day : std::span(all).last(std::min(followed_days, all.size()))) {
    const std::vector<WeightedIndex> until = up_to(indices, day);
    const Climate climate = read_climate(until, smoothed);
    if (climate.stale) continue;
    smoothed = climate.score;
    if (!followed || weights_outdated(*followed, *smoothed)) followed = smoothed;
  }
  return followed;
}

}  // namespace ballast::planner::scoring
