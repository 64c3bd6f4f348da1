// The score that plans are ranked by: what the holdings of the end state promise, how the portfolio
// is spread, and what getting there costs. 0 to 1, nothing rounded.
#pragma once

#include <span>

#include "planner/scoring/portfolio_score.hpp"
#include "planner/scoring/symbol_scores.hpp"
#include "planner/scoring/weights.hpp"

namespace ballast::planner {

/// The score with its parts before weighting; each lies between 0 and 1.
struct EndStateScore {
  double total_return = 0.0;     // sum of security score times share of the total; cash counts as 0
  double promise = 0.0;          // likewise
  double stability = 0.0;        // likewise
  double diversification = 0.0;  // portfolio score / 100
  double opinion = 0.0;
  double weighted_sum = 0.0;
  double score = 0.0;  // the weighted sum, at most 1

  bool operator==(const EndStateScore&) const = default;
};

/// Returns the end-state score of these holdings. Without holdings, or with a total that is not
/// positive, the three sums are zero. REQUIRES: each Holding::security is an index into `scores`.
[[nodiscard]] EndStateScore end_state_score(std::span<const Holding> holdings, double total,
                                            std::span<const SymbolScores> scores,
                                            double diversification, const ScoringWeights& weights,
                                            double opinion = neutral_opinion);

struct TradingCosts {
  double fixed = 2.0;      // base currency, per trade
  double percent = 0.002;  // fraction of the traded value

  bool operator==(const TradingCosts&) const = default;
};

[[nodiscard]] TradingCosts trading_costs(const Settings& settings);

/// Returns fixed + |value| * percent.
[[nodiscard]] double trade_cost(double value, const TradingCosts& costs);

/// Returns what `cost` takes off the score: cost / total * factor, with the factor held in 0..1;
/// nothing if the total is not positive.
[[nodiscard]] double cost_penalty(double cost, double total, double factor);

/// Returns max(0, score - penalty).
[[nodiscard]] double penalised(double score, double penalty);

}  // namespace ballast::planner
