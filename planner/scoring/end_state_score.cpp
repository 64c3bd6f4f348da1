#include "planner/scoring/end_state_score.hpp"

#include <algorithm>
#include <cmath>

namespace ballast::planner {

EndStateScore end_state_score(std::span<const Holding> holdings, double total,
                              std::span<const SymbolScores> scores, double diversification,
                              const ScoringWeights& weights, double opinion) {
  EndStateScore result;
  result.diversification = diversification;
  result.opinion = opinion;
  for (const Holding& holding : holdings) {
    if (!(total > 0.0) || holding.value <= 0.0) continue;
    const double share = holding.value / total;
    const SymbolScores& symbol = scores[holding.security];
    result.total_return += symbol.total_return * share;
    result.promise += symbol.promise * share;
    result.stability += symbol.stability * share;
  }
  result.weighted_sum = result.total_return * weights.total_return +
                        diversification * weights.diversification +
                        result.promise * weights.promise + result.stability * weights.stability +
                        opinion * weights.opinion;
  result.score = std::min(1.0, result.weighted_sum);
  return result;
}

TradingCosts trading_costs(const Settings& settings) {
  return {.fixed = settings.transaction_cost_fixed, .percent = settings.transaction_cost_percent};
}

double trade_cost(double value, const TradingCosts& costs) {
  return costs.fixed + std::abs(value) * costs.percent;
}

double cost_penalty(double cost, double total, double factor) {
  if (!(total > 0.0)) return 0.0;
  return cost / total * std::clamp(factor, 0.0, 1.0);
}

double penalised(double score, double penalty) {
  return std::max(0.0, score - penalty);
}

}  // namespace ballast::planner
