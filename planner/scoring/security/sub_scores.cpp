#include "planner/scoring/security/sub_scores.hpp"

#include <algorithm>

#include "planner/metrics/fundamentals.hpp"
#include "planner/scoring/curves.hpp"
#include "planner/scoring/security/score_curves.hpp"

namespace ballast::planner::scoring {
namespace {

using Raw = RawValues;
using Rules = ScoreRules;
using Groups = GroupValues;

constexpr double unknown_group = 0.5;

double known_or_neutral(const Groups& groups, ScoreGroup group) {
  return groups[static_cast<std::size_t>(group)].value_or(unknown_group);
}

double financial_part(const Raw& raw, const Rules&, const Groups&) {
  if (!raw.net_margin && !raw.debt_to_equity && !raw.current_ratio) return 0.5;
  return 0.40 * profit_margin_score(raw.net_margin) + 0.30 * leverage_score(raw.debt_to_equity) +
         0.30 * current_ratio_score(raw.current_ratio);
}

double averaging_part(const Raw& raw, const Rules&, const Groups& groups) {
  const double quality = (known_or_neutral(groups, ScoreGroup::long_term) +
                          known_or_neutral(groups, ScoreGroup::fundamentals)) /
                         2.0;
  return averaging_score(raw, quality, known_or_neutral(groups, ScoreGroup::opportunity));
}

using G = ScoreGroup;

constexpr std::array sub_scores = {
    SubScoreRule{
        G::long_term,
        "cagr",
        0.40,
        0.40,
        "0.15 + 0.65 exp(-(c - t)^2 / 0.0072) up to the target t; above it 0.80, 0.95 at 4 "
        "points more, 1 at 9; none 0",
        {&Raw::cagr_5y, &Raw::cagr_10y},
        [](const Raw& raw, const Rules& by, const Groups&) { return growth_score(raw, by); }},
    SubScoreRule{
        G::long_term,
        "sortino",
        0.35,
        0.35,
        "0: 0, 0.5: 0.4, 1: 0.6, 1.5: 0.8, 2: 1; none 0.5",
        {&Raw::sortino},
        [](const Raw& raw, const Rules&, const Groups&) { return risk_ratio_score(raw.sortino); }},
    SubScoreRule{G::long_term,
                 "sharpe",
                 0.25,
                 0.25,
                 "0: 0, 0.5: 0.4, 1: 0.7, 2: 1; none 0.5",
                 {&Raw::sharpe},
                 [](const Raw& raw, const Rules&, const Groups&) {
                   return raw.sharpe ? sharpe_score(*raw.sharpe) : 0.5;
                 }},
    SubScoreRule{G::fundamentals,
                 "financial",
                 0.60,
                 0.60,
                 "0.40 min(1, 0.5 + 2.5 margin) + 0.30 (1 - debt / 200 %) + 0.30 current / 2; none "
                 "0.5",
                 {&Raw::net_margin, &Raw::debt_to_equity, &Raw::current_ratio},
                 financial_part},
    SubScoreRule{G::fundamentals,
                 "consistency",
                 0.40,
                 0.40,
                 "growth of 5 and of more years apart by less than 0.02: 1, 0.05: 0.8, else "
                 "max(0.4, 1 - 4 x apart); none 0.6",
                 {&Raw::cagr_5y, &Raw::cagr_10y},
                 [](const Raw& raw, const Rules&, const Groups&) {
                   return consistency_score(raw.cagr_5y, raw.cagr_10y)
                       .value_or(consistency_without_ten_years);
                 }},
    SubScoreRule{G::dividends,
                 "yield",
                 0.70,
                 0.70,
                 "0: 0.3, 0.01: 0.4, 0.03: 0.7, 0.06: 1; growth plus yield of 0.10, 0.12, 0.15 "
                 "adds 0.10, 0.15, 0.20; none 0.3",
                 {&Raw::dividend_yield, &Raw::cagr_5y},
                 [](const Raw& raw, const Rules&, const Groups&) {
                   return yield_score(raw.dividend_yield, growth_of(raw));
                 }},
    SubScoreRule{G::dividends,
                 "stability",
                 0.30,
                 0.30,
                 "0.5 payout (0: 0.5, 0.3 to 0.6: 1, 0.8: 0.7, above 0.4) + 0.5 min(1, 0.5 + 5 x "
                 "five-year yield); none 0.5",
                 {&Raw::payout_ratio, &Raw::average_yield_5y},
                 [](const Raw& raw, const Rules&, const Groups&) {
                   return dividend_stability_score(raw.payout_ratio, raw.average_yield_5y);
                 }},
    SubScoreRule{G::opportunity,
                 "below_high",
                 0.50,
                 0.75,
                 "below the 52-week high by 0: 0.2, 0.10: 0.5, 0.20: 0.8, 0.30: 1; none 0.5",
                 {&Raw::below_high},
                 [](const Raw& raw, const Rules&, const Groups&) {
                   return below_high_score(raw.below_high);
                 }},
    SubScoreRule{G::opportunity,
                 "pe",
                 0.50,
                 0.25,
                 "from the market's ratio by -0.20: 1, -0.10: 0.7, 0: 0.5, 0.20: 0.2; none 0.3",
                 {&Raw::blended_pe},
                 [](const Raw& raw, const Rules& by, const Groups&) {
                   return valuation_score(raw.blended_pe, by.market_price_to_earnings);
                 }},
    SubScoreRule{
        G::short_term,
        "momentum",
        0.50,
        0.50,
        "below -0.10: 0.2; -0.10: 0.5, 0: 0.6, 0.05 to 0.15: 1, 0.30: 0.8, on to 0.5; none "
        "0.5",
        {&Raw::momentum},
        [](const Raw& raw, const Rules&, const Groups&) { return momentum_score(raw.momentum); }},
    SubScoreRule{G::short_term,
                 "drawdown",
                 0.50,
                 0.50,
                 "0.10: 1, 0.20: 0.8, 0.30: 0.6, 0.50: 0.2, 0.70: 0; none 0.5",
                 {&Raw::max_drawdown},
                 [](const Raw& raw, const Rules&, const Groups&) {
                   return raw.max_drawdown ? drawdown_score(*raw.max_drawdown) : 0.5;
                 }},
    SubScoreRule{
        G::technicals,
        "rsi",
        0.35,
        0.35,
        "30: 1, 70: 0; none 0.5",
        {&Raw::rsi},
        [](const Raw& raw, const Rules&, const Groups&) { return strength_score(raw.rsi); }},
    SubScoreRule{G::technicals,
                 "bollinger",
                 0.35,
                 0.35,
                 "1 - place between the bands; none 0.5",
                 {&Raw::bollinger_position},
                 [](const Raw& raw, const Rules&, const Groups&) {
                   return raw.bollinger_position ? 1.0 - *raw.bollinger_position : 0.5;
                 }},
    SubScoreRule{G::technicals,
                 "ema",
                 0.30,
                 0.30,
                 "from the average by -0.10: 1, -0.05: 0.7, 0: 0.5, 0.10: 0.2; none 0.5",
                 {&Raw::ema_distance},
                 [](const Raw& raw, const Rules&, const Groups&) {
                   return average_distance_score(raw.ema_distance);
                 }},
    SubScoreRule{G::opinion,
                 "recommendation",
                 0.60,
                 0.60,
                 "strong buy 1, buy 0.8, hold 0.5, sell 0.2, strong sell 0; none 0.5",
                 {&Raw::recommendation},
                 [](const Raw& raw, const Rules&, const Groups&) {
                   return raw.recommendation.value_or(0.5);
                 }},
    SubScoreRule{
        G::opinion,
        "target",
        0.40,
        0.40,
        "0.5 + 2.5 upside, 0 to 1, where upside is the target price over the price - 1; none 0.5",
        {&Raw::upside, &Raw::target_price},
        [](const Raw& raw, const Rules&, const Groups&) { return upside_score(raw.upside); },
        1},
    SubScoreRule{G::diversification,
                 "geography",
                 0.40,
                 0.40,
                 "0.5 + 0.4 (target - share) / max(target, 0.05) of the country's group, 0.1 to "
                 "0.9; none 0.5",
                 {&Raw::country_target, &Raw::country_share},
                 [](const Raw& raw, const Rules&, const Groups&) {
                   return gap_score(raw.country_target, raw.country_share);
                 }},
    SubScoreRule{G::diversification,
                 "industry",
                 0.30,
                 0.30,
                 "the same of the industries' groups; none 0.5",
                 {&Raw::industry_target, &Raw::industry_share},
                 [](const Raw& raw, const Rules&, const Groups&) {
                   return gap_score(raw.industry_target, raw.industry_share);
                 }},
    SubScoreRule{G::diversification,
                 "averaging",
                 0.30,
                 0.30,
                 "by quality x opportunity 0.3 to 1, more below the cost, less where it is large; "
                 "not held 0.5",
                 {&Raw::position_share, &Raw::position_profit},
                 averaging_part,
                 0},
};

}  // namespace

std::span<const SubScoreRule> sub_score_rules() {
  return sub_scores;
}

double weak_security_factor(double opportunity, const GroupValues& groups) {
  const auto fundamentals = groups[static_cast<std::size_t>(G::fundamentals)];
  const auto long_term = groups[static_cast<std::size_t>(G::long_term)];
  const bool weak = fundamentals.value_or(1.0) < 0.6 || long_term.value_or(1.0) < 0.5;
  if (!weak || opportunity <= 0.5) return 1.0;
  return 1.0 - 0.30 * std::min(1.0, (opportunity - 0.5) / 0.25);
}

}  // namespace ballast::planner::scoring
