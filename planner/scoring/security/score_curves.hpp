// The curves of the sub-scores: from a raw value, or none, to a number between 0 and 1. Breakpoints
// are joined by straight lines.
#pragma once

#include <optional>

#include "planner/scoring/security/raw_values.hpp"
#include "planner/scoring/security/score_rules.hpp"

namespace ballast::planner::scoring {

/// Growth a year by the curve of the rules. Where it is above one and a half targets and two of
/// Sharpe below 0.5, Sortino below 0.5 and volatility above 0.40 hold, 0.60 (not with `bell`). None
/// is 0.
[[nodiscard]] double growth_score(const RawValues& raw, const ScoreRules& rules);

/// 0 below 0, then 0: 0, 0.5: 0.4, 1: 0.6, 1.5: 0.8, 2: 1. None 0.5.
[[nodiscard]] double risk_ratio_score(std::optional<double> sortino);

/// At 0 and above min(1, 0.5 + 2.5 m), below max(0, 0.5 + 2 m). None 0.5.
[[nodiscard]] double profit_margin_score(std::optional<double> margin);

/// 1 - percent / 200, at least 0. None 0.75.
[[nodiscard]] double leverage_score(std::optional<double> debt_to_equity);

/// Half the ratio, at most 1. None 0.5.
[[nodiscard]] double current_ratio_score(std::optional<double> current_ratio);

/// 0: 0.3, 0.01: 0.4, 0.03: 0.7, 0.06: 1. None 0.3. A growth plus yield of 0.10, 0.12 or 0.15 and
/// more adds 0.10, 0.15 or 0.20, up to 1.
[[nodiscard]] double yield_score(std::optional<double> yield, std::optional<double> growth);

/// The mean of the payout's curve and min(1, 0.5 + 5 x five-year average yield); a missing one 0.5.
[[nodiscard]] double dividend_stability_score(std::optional<double> payout,
                                              std::optional<double> average_yield);

/// 0: 0.2, 0.10: 0.5, 0.20: 0.8, 0.30: 1. None 0.5.
[[nodiscard]] double below_high_score(std::optional<double> below_high);

/// By how far the ratio is from the market's: -0.20: 1, -0.10: 0.7, 0: 0.5, 0.20: 0.2. None 0.3.
[[nodiscard]] double valuation_score(std::optional<double> blended_pe, double market_pe);

/// Below -0.10: 0.2; -0.10: 0.5, 0: 0.6, 0.05: 1, 0.15: 1, 0.30: 0.8, falling on to 0.5. None 0.5.
[[nodiscard]] double momentum_score(std::optional<double> momentum);

/// 1 below an index of 30, 0 above 70. None 0.5.
[[nodiscard]] double strength_score(std::optional<double> rsi);

/// -0.10: 1, -0.05: 0.7, 0: 0.5, 0.10: 0.2. None 0.5.
[[nodiscard]] double average_distance_score(std::optional<double> distance);

/// clamp(0.5 + 2.5 x upside, 0, 1). None 0.5.
[[nodiscard]] double upside_score(std::optional<double> upside);

/// clamp(0.5 + 0.4 x (target - share) / max(target, 0.05), 0.1, 0.9). None 0.5.
[[nodiscard]] double gap_score(std::optional<double> target, std::optional<double> share);

/// Whether more of a position should be bought: not held 0.5; else by quality x opportunity, more
/// where the price is below the cost, less where the position is large.
[[nodiscard]] double averaging_score(const RawValues& raw, double quality, double opportunity);

/// Returns (pe + forward) / 2 if forward is above 0, else pe; nothing where pe is missing or not
/// positive.
[[nodiscard]] std::optional<double> blended_price_to_earnings(std::optional<double> pe,
                                                              std::optional<double> forward);

}  // namespace ballast::planner::scoring
