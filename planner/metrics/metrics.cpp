#include "planner/metrics/metrics.hpp"

#include <algorithm>

#include "planner/metrics/price_metrics.hpp"

namespace ballast::planner {
namespace {

constexpr std::size_t months_1y = 12;
constexpr std::size_t months_3y = 36;
constexpr std::size_t months_5y = 60;

std::span<const double> last_of(std::span<const double> values, std::size_t count) {
  return values.last(std::min(count, values.size()));
}

void add_growth(Metrics& metrics, std::span<const double> monthly) {
  metrics.cagr_1y = yearly_growth(monthly, months_1y);
  if (monthly.size() >= months_3y) metrics.cagr_3y = yearly_growth(monthly, months_3y);
  metrics.cagr_5y = yearly_growth(monthly, months_5y);
  if (monthly.size() > months_5y) metrics.cagr_10y = yearly_growth(monthly, monthly_window);
}

}  // namespace

Metrics compute_metrics(std::span<const double> closes, std::span<const double> monthly,
                        const Fundamentals& fundamentals) {
  const std::span<const double> recent = last_of(closes, daily_window);
  Metrics metrics;
  add_growth(metrics, last_of(monthly, monthly_window));
  metrics.volatility_annual = volatility_annual(recent);
  metrics.sharpe = sharpe_ratio(recent);
  metrics.sortino = sortino_ratio(recent);
  metrics.max_drawdown = max_drawdown(recent);
  metrics.distance_200d = distance_from_mean(recent);
  metrics.dividend_yield = fundamentals.dividend_yield;
  metrics.payout_ratio = fundamentals.payout_ratio;
  metrics.dividend_consistency = dividend_consistency(fundamentals);
  metrics.financial_strength = financial_strength(fundamentals);
  metrics.consistency_score = consistency_score(metrics.cagr_5y, metrics.cagr_10y);
  return metrics;
}

Metrics compute_metrics(const PriceHistory& history, const Fundamentals& fundamentals) {
  const std::vector<double> monthly = monthly_means(history);
  return compute_metrics(history.closes, monthly, fundamentals);
}

}  // namespace ballast::planner
