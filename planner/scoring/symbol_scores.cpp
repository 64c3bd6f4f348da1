#include "planner/scoring/symbol_scores.hpp"

#include <algorithm>
#include <optional>

#include "planner/scoring/curves.hpp"

namespace ballast::planner {
namespace {

double score_or_neutral(const std::optional<double>& metric, double (*curve)(double)) {
  return metric ? curve(*metric) : neutral_metric_score;
}

}  // namespace

SymbolScoreParts symbol_score_parts(const Metrics& metrics) {
  SymbolScoreParts parts;
  parts.growth = metrics.cagr_5y.value_or(0.0);
  parts.dividend_yield = metrics.dividend_yield.value_or(0.0);
  parts.consistency = metrics.consistency_score.value_or(neutral_metric_score);
  parts.financial_strength = metrics.financial_strength.value_or(neutral_metric_score);
  parts.dividend_consistency =
      metrics.dividend_consistency.value_or(score_or_neutral(metrics.payout_ratio, payout_score));
  parts.sortino = score_or_neutral(metrics.sortino, sortino_score);
  parts.volatility = score_or_neutral(metrics.volatility_annual, volatility_score);
  parts.drawdown = score_or_neutral(metrics.max_drawdown, drawdown_score);
  parts.sharpe = score_or_neutral(metrics.sharpe, sharpe_score);

  parts.scores.total_return = total_return_score(parts.growth + parts.dividend_yield);
  parts.scores.promise =
      std::min(1.0, parts.consistency * 0.35 + parts.financial_strength * 0.25 +
                        parts.dividend_consistency * 0.25 + parts.sortino * 0.15);
  parts.scores.stability =
      std::min(1.0, parts.volatility * 0.50 + parts.drawdown * 0.30 + parts.sharpe * 0.20);
  return parts;
}

SymbolScores symbol_scores(const Metrics& metrics) {
  return symbol_score_parts(metrics).scores;
}

}  // namespace ballast::planner
