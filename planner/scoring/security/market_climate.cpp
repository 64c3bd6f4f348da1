#include "planner/scoring/security/market_climate.hpp"

#include <algorithm>
#include <iterator>

#include "planner/metrics/performance/drawdowns.hpp"
#include "planner/metrics/performance/returns.hpp"
#include "planner/metrics/price_metrics.hpp"
#include "planner/numeric/elementary.hpp"

namespace ballast::planner::scoring {
namespace {

double within_one(double value) {
  return std::clamp(value, -1.0, 1.0);
}

double hyperbolic_tangent(double x) {
  const double square = exponential(2.0 * x);
  return (square - 1.0) / (square + 1.0);
}

std::vector<Date> common_days(std::span<const WeightedIndex> indices) {
  std::vector<Date> days = indices.front().history.dates;
  for (const WeightedIndex& index : indices.subspan(1)) {
    std::vector<Date> both;
    std::set_intersection(days.begin(), days.end(), index.history.dates.begin(),
                          index.history.dates.end(), std::back_inserter(both));
    days = std::move(both);
  }
  if (days.size() > climate_days + 1) {
    days.erase(days.begin(), days.end() - static_cast<std::ptrdiff_t>(climate_days + 1));
  }
  return days;
}

double close_on(const PriceHistory& history, Date day) {
  const auto at = std::lower_bound(history.dates.begin(), history.dates.end(), day);
  return history.closes[static_cast<std::size_t>(at - history.dates.begin())];
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

}  // namespace

std::vector<double> composite_returns(std::span<const WeightedIndex> indices) {
  std::vector<double> out;
  if (indices.empty()) return out;
  double weights = 0.0;
  for (const WeightedIndex& index : indices) weights += index.weight;
  const std::vector<Date> days = common_days(indices);
  for (std::size_t i = 1; i < days.size(); ++i) {
    double sum = 0.0;
    for (const WeightedIndex& index : indices) {
      sum += index.weight *
             (close_on(index.history, days[i]) / close_on(index.history, days[i - 1]) - 1.0);
    }
    out.push_back(sum / weights);
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

}  // namespace ballast::planner::scoring
