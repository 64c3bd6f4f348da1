#include "planner/metrics/quality.hpp"

#include <algorithm>

#include "planner/metrics/fundamentals.hpp"
#include "planner/scoring/curves.hpp"
#include "planner/scoring/symbol_scores.hpp"

namespace ballast::planner {
namespace {

/// Milder below 1 than the curve of the end-state score: 0.4 at 0.5, where that one gives 0.3.
double long_term_sortino_score(double sortino) {
  if (sortino >= 1.0) return sortino_score(sortino);
  if (sortino >= 0.5) return 0.4 + (sortino - 0.5) * 0.4;
  if (sortino >= 0.0) return sortino * 0.8;
  return 0.0;
}

}  // namespace

double long_term_score(const Metrics& metrics, double target_annual_return) {
  const Bell bell{
      .peak = target_annual_return, .width_below = 0.06, .width_above = 0.10, .floor = 0.15};
  const double growth = bell_score(metrics.cagr_5y.value_or(0.0), bell);
  const double sortino =
      metrics.sortino ? long_term_sortino_score(*metrics.sortino) : neutral_metric_score;
  const double sharpe = metrics.sharpe ? sharpe_score(*metrics.sharpe) : neutral_metric_score;
  return std::min(1.0, 0.40 * growth + 0.35 * sortino + 0.25 * sharpe);
}

double fundamentals_score(const Metrics& metrics) {
  return std::min(1.0,
                  0.60 * metrics.financial_strength.value_or(neutral_metric_score) +
                      0.40 * metrics.consistency_score.value_or(consistency_without_ten_years));
}

std::optional<double> quality_score(const PriceHistory& history, const Metrics& metrics,
                                    double target_annual_return) {
  if (history.closes.size() < min_daily_closes || monthly_means(history).size() < min_months) {
    return std::nullopt;
  }
  return (long_term_score(metrics, target_annual_return) + fundamentals_score(metrics)) / 2.0;
}

}  // namespace ballast::planner
