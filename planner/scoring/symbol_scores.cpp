#include "planner/scoring/symbol_scores.hpp"

#include <algorithm>
#include <optional>

#include "planner/scoring/curves.hpp"

namespace ballast::planner {
namespace {

double score_or_neutral(const std::optional<double>& metric, double (*curve)(double)) {
  return metric ? curve(*metric) : neutral_metric_score;
}

std::array<double, 3> growth_of(const Metrics& metrics, Horizons horizons) {
  if (horizons == Horizons::five_years) {
    const double growth = metrics.cagr_5y.value_or(0.0);
    return {growth, growth, growth};
  }
  const std::array known = {metrics.cagr_1y, metrics.cagr_3y, metrics.cagr_5y};
  double longest = 0.0;
  for (const auto& growth : known) longest = growth.value_or(longest);
  return {known[0].value_or(longest), known[1].value_or(longest), known[2].value_or(longest)};
}

double return_score(const SymbolScoreParts& parts, Horizons horizons) {
  if (horizons == Horizons::five_years) {
    return total_return_score(parts.growth.back() + parts.dividend_yield);
  }
  double score = 0.0;
  for (std::size_t i = 0; i < parts.growth.size(); ++i) {
    score += horizon_weights[i] * total_return_score(parts.growth[i] + parts.dividend_yield);
  }
  return score;
}

}  // namespace

Horizons horizons_of(const Settings& settings) {
  return settings.enable_multi_timeframe ? Horizons::one_three_and_five_years
                                         : Horizons::five_years;
}

SymbolScoreParts symbol_score_parts(const Metrics& metrics, Horizons horizons) {
  SymbolScoreParts parts;
  parts.growth = growth_of(metrics, horizons);
  parts.dividend_yield = metrics.dividend_yield.value_or(0.0);
  parts.consistency = metrics.consistency_score.value_or(neutral_metric_score);
  parts.financial_strength = metrics.financial_strength.value_or(neutral_metric_score);
  parts.dividend_consistency =
      metrics.dividend_consistency.value_or(score_or_neutral(metrics.payout_ratio, payout_score));
  parts.sortino = score_or_neutral(metrics.sortino, sortino_score);
  parts.volatility = score_or_neutral(metrics.volatility_annual, volatility_score);
  parts.drawdown = score_or_neutral(metrics.max_drawdown, drawdown_score);
  parts.sharpe = score_or_neutral(metrics.sharpe, sharpe_score);

  parts.scores.total_return = return_score(parts, horizons);
  parts.scores.promise =
      std::min(1.0, parts.consistency * 0.35 + parts.financial_strength * 0.25 +
                        parts.dividend_consistency * 0.25 + parts.sortino * 0.15);
  parts.scores.stability =
      std::min(1.0, parts.volatility * 0.50 + parts.drawdown * 0.30 + parts.sharpe * 0.20);
  return parts;
}

SymbolScores symbol_scores(const Metrics& metrics, Horizons horizons) {
  return symbol_score_parts(metrics, horizons).scores;
}

}  // namespace ballast::planner
