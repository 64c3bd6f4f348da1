#include "planner/scoring/security/tags.hpp"

#include <algorithm>
#include <array>

#include "planner/metrics/fundamentals.hpp"
#include "planner/scoring/security/score_curves.hpp"
#include "planner/scoring/security/tag_facts.hpp"

namespace ballast::planner::scoring {
namespace {

using View = const TagView&;

bool value_opportunity(View v) {
  return above(opportunity_of(v), 0.65) &&
         (above(v.raw.below_high, 0.15) || below(valuation_gap(v), -0.20));
}
bool high_quality(View v) {
  return above(fundamentals_of(v), 0.7) && above(long_term_of(v), 0.7);
}
Known consistency(View v) {
  return consistency_score(v.raw.cagr_5y, v.raw.cagr_10y);
}
bool has_known_bubble_sign(View v) {
  return below(v.raw.sharpe, 0.5) || below(v.raw.sortino, 0.5) || above(v.raw.volatility, 0.40) ||
         below(fundamentals_of(v), 0.55);
}
bool pays_steadily(View v) {
  return dividend_stability_score(v.raw.payout_ratio, v.raw.average_yield_5y) > 0.7;
}

constexpr std::array table = {
    TagRule{"value-opportunity", "o > 0.65 and (below high > 0.15 or pe gap < -0.20)",
            value_opportunity},
    TagRule{"deep-value", "(below high > 0.25 and pe gap < -0.20) or below high > 0.30",
            [](View v) {
              return above(v.raw.below_high, 0.30) ||
                     (above(v.raw.below_high, 0.25) && below(valuation_gap(v), -0.20));
            }},
    TagRule{"below-52w-high", "below high > 0.10",
            [](View v) { return above(v.raw.below_high, 0.10); }},
    TagRule{"undervalued-pe", "pe gap < -0.20",
            [](View v) { return below(valuation_gap(v), -0.20); }},
    TagRule{"value", "pe gap < 0 and o > 0.7",
            [](View v) { return below(valuation_gap(v), 0.0) && above(opportunity_of(v), 0.7); }},
    TagRule{"high-quality", "f > 0.7 and l > 0.7", high_quality},
    TagRule{"quality-value", "high-quality and value-opportunity",
            [](View v) { return high_quality(v) && value_opportunity(v); }},
    TagRule{"stable", "f > 0.75 and volatility < 0.25 and consistency > 0.75",
            [](View v) {
              return above(fundamentals_of(v), 0.75) && below(v.raw.volatility, 0.25) &&
                     above(consistency(v), 0.75);
            }},
    TagRule{"strong-fundamentals", "f > 0.75",
            [](View v) { return above(fundamentals_of(v), 0.75); }},
    TagRule{"consistent-grower", "consistency > 0.75 and growth > 0.09",
            [](View v) { return above(consistency(v), 0.75) && above(growth_of(v.raw), 0.09); }},
    TagRule{"growth", "growth > 0.15 and f > 0.7",
            [](View v) { return above(growth_of(v.raw), 0.15) && above(fundamentals_of(v), 0.7); }},
    TagRule{"high-score", "total > 0.7", [](View v) { return v.total > 0.7; }},
    TagRule{"oversold", "RSI < 30", [](View v) { return below(v.raw.rsi, 30.0); }},
    TagRule{"overbought", "RSI > 70", [](View v) { return above(v.raw.rsi, 70.0); }},
    TagRule{"high-dividend", "yield > 0.04",
            [](View v) { return above(v.raw.dividend_yield, 0.04); }},
    TagRule{
        "dividend-opportunity", "dividends > 0.55 and yield > 0.025",
        [](View v) { return above(dividends_of(v), 0.55) && above(v.raw.dividend_yield, 0.025); }},
    TagRule{
        "dividend-focused", "yield > 0.04 and dividends > 0.65",
        [](View v) { return above(v.raw.dividend_yield, 0.04) && above(dividends_of(v), 0.65); }},
    TagRule{"dividend-grower", "stability > 0.7 and yield > 0 and dividend growth > 0.02",
            [](View v) {
              return pays_steadily(v) && above(v.raw.dividend_yield, 0.0) &&
                     above(v.raw.dividend_growth, 0.02);
            }},
    TagRule{"recovery-candidate", "momentum < 0 and f > 0.65 and below high > 0.12",
            [](View v) {
              return below(v.raw.momentum, 0.0) && above(fundamentals_of(v), 0.65) &&
                     above(v.raw.below_high, 0.12);
            }},
    TagRule{"volatile", "volatility > 0.30", [](View v) { return above(v.raw.volatility, 0.30); }},
    TagRule{"high-volatility", "volatility > 0.40",
            [](View v) { return above(v.raw.volatility, 0.40); }},
    TagRule{"volatility-spike", "recent volatility > 1.5 x its own", volatility_spike},
    TagRule{"overvalued", "pe gap > 0.20 and below high < 0.05",
            [](View v) { return above(valuation_gap(v), 0.20) && below(v.raw.below_high, 0.05); }},
    TagRule{
        "valuation-stretch", "further than 0.30 from the 200-day average",
        [](View v) { return above(v.raw.ema_distance, 0.30) || below(v.raw.ema_distance, -0.30); }},
    TagRule{"unsustainable-gains", "position's yearly return > 0.50 and volatility-spike",
            [](View v) { return above(v.raw.position_return, 0.50) && volatility_spike(v); }},
    TagRule{
        "underperforming", "position's yearly return < 0 and held > 180 days",
        [](View v) { return below(v.raw.position_return, 0.0) && above(v.raw.days_held, 180.0); }},
    TagRule{
        "stagnant", "position's yearly return < 0.05 and held > 365 days",
        [](View v) { return below(v.raw.position_return, 0.05) && above(v.raw.days_held, 365.0); }},
    TagRule{"high-drawdown", "drawdown > 0.30", [](View v) { return above(depth_of(v), 0.30); }},
    TagRule{"overweight", "share > target + 0.02 or share > 0.10",
            [](View v) { return above(off_target(v), 0.02) || above(v.raw.position_share, 0.10); }},
    TagRule{"concentration-risk", "share > 0.15",
            [](View v) { return above(v.raw.position_share, 0.15); }},
    TagRule{"needs-rebalance", "target > 0 and share further than 0.03 from it",
            [](View v) {
              return above(v.raw.position_target, 0.0) &&
                     (above(off_target(v), 0.03) || below(off_target(v), -0.03));
            }},
    TagRule{"low-risk", "volatility < 0.15, f > 0.7, drawdown < 0.20",
            [](View v) {
              return below(v.raw.volatility, 0.15) && above(fundamentals_of(v), 0.7) &&
                     below(depth_of(v), 0.20);
            }},
    TagRule{"medium-risk", "volatility 0.15 to 0.30 and f > 0.55",
            [](View v) {
              return at_least(v.raw.volatility, 0.15) && at_most(v.raw.volatility, 0.30) &&
                     above(fundamentals_of(v), 0.55);
            }},
    TagRule{"high-risk", "volatility > 0.30 or f < 0.5",
            [](View v) { return above(v.raw.volatility, 0.30) || below(fundamentals_of(v), 0.5); }},
    TagRule{"excellent-total-return", "growth + yield >= 0.18",
            [](View v) { return at_least(total_return_of(v), 0.18); }},
    TagRule{"high-total-return", "growth + yield >= 0.15",
            [](View v) { return at_least(total_return_of(v), 0.15); }},
    TagRule{"moderate-total-return", "growth + yield >= 0.12",
            [](View v) { return at_least(total_return_of(v), 0.12); }},
    TagRule{"dividend-total-return", "yield >= 0.08 and growth >= 0.05",
            [](View v) {
              return at_least(v.raw.dividend_yield, 0.08) && at_least(growth_of(v.raw), 0.05);
            }},
    TagRule{"bubble-risk",
            "growth > 0.15 and any of Sharpe < 0.5, Sortino < 0.5, volatility > 0.40, f < 0.55",
            [](View v) { return above(growth_of(v.raw), 0.15) && has_known_bubble_sign(v); }},
    TagRule{"quality-high-cagr",
            "growth > 0.15 and Sharpe and Sortino >= 0.5, volatility <= 0.40, f >= 0.55",
            [](View v) {
              return above(growth_of(v.raw), 0.15) && at_least(v.raw.sharpe, 0.5) &&
                     at_least(v.raw.sortino, 0.5) && at_most(v.raw.volatility, 0.40) &&
                     at_least(fundamentals_of(v), 0.55);
            }},
    TagRule{"value-trap",
            "pe gap < -0.20 and any of f < 0.55, l < 0.45, momentum < -0.05, volatility > 0.35",
            [](View v) {
              return below(valuation_gap(v), -0.20) &&
                     (below(fundamentals_of(v), 0.55) || below(long_term_of(v), 0.45) ||
                      below(v.raw.momentum, -0.05) || above(v.raw.volatility, 0.35));
            }},
    TagRule{"regime-bear-safe", "volatility < 0.20, f > 0.70, drawdown < 0.20",
            [](View v) {
              return below(v.raw.volatility, 0.20) && above(fundamentals_of(v), 0.70) &&
                     below(depth_of(v), 0.20);
            }},
    TagRule{"regime-volatile", "volatility > 0.30 or volatility-spike",
            [](View v) { return above(v.raw.volatility, 0.30) || volatility_spike(v); }},
    TagRule{"regime-bull-growth", "growth > 0.12, f > 0.7, momentum > 0",
            [](View v) {
              return above(growth_of(v.raw), 0.12) && above(fundamentals_of(v), 0.7) &&
                     above(v.raw.momentum, 0.0);
            }},
    TagRule{"regime-sideways-value", "value-opportunity and f > 0.75",
            [](View v) { return value_opportunity(v) && above(fundamentals_of(v), 0.75); }},
    TagRule{"below-minimum-return", "growth < max(0.06, half the target)",
            [](View v) {
              return below(growth_of(v.raw), std::max(0.06, 0.5 * v.rules.target_annual_return));
            }},
    TagRule{"meets-target-return", "growth >= the target",
            [](View v) { return at_least(growth_of(v.raw), v.rules.target_annual_return); }},
};

}  // namespace

std::span<const TagRule> tag_rules() {
  return table;
}

std::vector<std::string> tags_of(const RawValues& raw, const GroupValues& groups, double total,
                                 const ScoreRules& rules) {
  const TagView view{raw, groups, total, rules};
  std::vector<std::string> out;
  for (const TagRule& tag : table) {
    if (tag.holds(view)) out.emplace_back(tag.name);
  }
  return out;
}

}  // namespace ballast::planner::scoring
