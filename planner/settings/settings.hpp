// Every setting of the planner with its default. `describe` is the one table of names, units,
// ranges and meanings from which the file reader, the checks and the documentation are made.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "planner/settings/rule_names.hpp"
#include "planner/settings/setting_kinds.hpp"

namespace ballast::planner {

enum class RiskProfile : std::uint8_t { balanced, conservative, aggressive };

template <>
struct ChoiceNames<RiskProfile> {
  static constexpr std::array<std::string_view, 3> names = {"balanced", "conservative",
                                                            "aggressive"};
};

/// Whether and how plans are held against prices that move.
enum class PriceScenarios : std::uint8_t { none, stochastic, monte_carlo };

template <>
struct ChoiceNames<PriceScenarios> {
  static constexpr std::array<std::string_view, 3> names = {"none", "stochastic", "monte_carlo"};
};

struct Settings {
  std::int64_t max_plan_depth = 5;
  std::int64_t max_sells = 4;
  std::int64_t max_buys = 4;
  std::int64_t max_candidates = 12;
  std::int64_t max_opportunities_per_category = 5;
  double priority_threshold = 0.3;
  bool enable_diverse_selection = true;
  double diversity_weight = 0.3;
  ChoiceSet<OpportunityRule> opportunity_rules = ChoiceSet<OpportunityRule>::all();
  ChoiceSet<PatternName> patterns = ChoiceSet<PatternName>::all();
  bool enable_adaptive_patterns = true;
  bool enable_partial_execution = false;
  bool enable_constraint_relaxation = false;
  bool enable_correlation_aware = false;
  double correlation_threshold = 0.7;
  bool enable_market_regime = false;
  TextList market_indices;
  double market_regime_bull_threshold = 0.05;
  double market_regime_bear_threshold = -0.05;
  double market_regime_bull_cash_reserve = 0.02;
  double market_regime_bear_cash_reserve = 0.05;
  double market_regime_sideways_cash_reserve = 0.03;
  std::int64_t beam_width = 10;
  double transaction_cost_fixed = 2.0;
  double transaction_cost_percent = 0.002;
  double cost_penalty_factor = 0.1;
  std::int64_t min_hold_days = 90;
  std::int64_t sell_cooldown_days = 180;
  std::int64_t buy_cooldown_days = 30;
  double max_loss_threshold = -0.20;
  double min_security_score = 0.5;
  bool enable_quality_gate = true;
  double min_cash_reserve = 500.0;
  RiskProfile risk_profile = RiskProfile::balanced;
  double opinion = 0.5;
  bool enable_multi_timeframe = false;
  bool enable_industry_part = false;
  bool enable_multi_objective = false;
  std::int64_t front_limit = 200;
  double target_annual_return = 0.11;
  std::int64_t max_price_age_days = 7;
  PriceScenarios price_scenarios = PriceScenarios::none;
  NumberList stochastic_scenario_shifts = {-0.10, -0.05, 0.0, 0.05, 0.10};
  std::int64_t monte_carlo_paths = 100;
  std::int64_t horizon_days = 1;

  bool operator==(const Settings&) const = default;
};

/// The part of `describe` that is about patterns, filters and the market.
template <class Visitor, class SettingsType>
constexpr void describe_rules(Visitor& visit, SettingsType& s) {
  visit("opportunity_rules", s.opportunity_rules, "rules that look for trades");
  visit("patterns", s.patterns, "rules that put trades together beyond the caps of the search");
  visit("enable_adaptive_patterns", s.enable_adaptive_patterns,
        "put purchases together that fill the widest gaps to the targets");
  visit("enable_partial_execution", s.enable_partial_execution,
        "try the beginnings of what patterns put together");
  visit("enable_constraint_relaxation", s.enable_constraint_relaxation,
        "try purchases of what is held enlarged by half");
  visit("enable_correlation_aware", s.enable_correlation_aware,
        "never buy two securities whose prices move together");
  visit("correlation_threshold", s.correlation_threshold, "coefficient", 0.0, 1.0,
        "how much two prices move together before no plan buys both");
  visit("enable_market_regime", s.enable_market_regime,
        "let the direction of the market decide the cash reserve and a pattern");
  visit("market_indices", s.market_indices, "symbols", std::size_t{10},
        "securities that stand for the market");
  visit("market_regime_bull_threshold", s.market_regime_bull_threshold, "fraction", 0.0, 1.0,
        "distance above its mean of 200 days at which the market rises");
  visit("market_regime_bear_threshold", s.market_regime_bear_threshold, "fraction", -1.0, 0.0,
        "distance below its mean of 200 days at which the market falls");
  visit("market_regime_bull_cash_reserve", s.market_regime_bull_cash_reserve, "fraction", 0.01, 0.4,
        "share of the portfolio kept in cash while it rises");
  visit("market_regime_bear_cash_reserve", s.market_regime_bear_cash_reserve, "fraction", 0.01, 0.4,
        "share of the portfolio kept in cash while it falls");
  visit("market_regime_sideways_cash_reserve", s.market_regime_sideways_cash_reserve, "fraction",
        0.01, 0.4, "share of the portfolio kept in cash while it rests");
}

/// Calls `visit` once for each setting, in the order in which they are shown:
///   a number: (name, field, unit, lowest, highest, meaning)
///   a switch, a choice, a set of names (ChoiceSet): (name, field, meaning)
///   a list of numbers: (name, field, unit, lowest, highest, most, meaning)
///   a list of texts: (name, field, unit, most, meaning)
template <class Visitor, class SettingsType>
constexpr void describe(Visitor&& visit, SettingsType& s) {
  visit("max_plan_depth", s.max_plan_depth, "trades", 1, 10, "most trades in one plan");
  visit("max_sells", s.max_sells, "trades", 0, 10,
        "most sales where every set is tried; 0 forbids sales, else patterns may go beyond");
  visit(
      "max_buys", s.max_buys, "trades", 0, 10,
      "most purchases where every set is tried; 0 forbids purchases, else patterns may go beyond");
  visit("max_candidates", s.max_candidates, "candidates", 1, 100,
        "candidates kept on each side before sets are formed");
  visit("max_opportunities_per_category", s.max_opportunities_per_category, "candidates", 1, 100,
        "candidates kept in each category");
  visit("priority_threshold", s.priority_threshold, "priority", 0.0, 1.0,
        "lowest priority that a candidate may have");
  visit("enable_diverse_selection", s.enable_diverse_selection,
        "spread a category's candidates over countries");
  visit("diversity_weight", s.diversity_weight, "fraction", 0.0, 1.0,
        "weight of spread against priority in that choice");
  describe_rules(visit, s);
  visit("beam_width", s.beam_width, "plans", 1, 100, "best sequences kept and reported");
  visit("transaction_cost_fixed", s.transaction_cost_fixed, "base currency", 0.0, 100.0,
        "fixed fee of one trade");
  visit("transaction_cost_percent", s.transaction_cost_percent, "fraction", 0.0, 0.1,
        "fee of one trade as a share of its value");
  visit("cost_penalty_factor", s.cost_penalty_factor, "factor", 0.0, 1.0,
        "how much of the cost, as a share of the portfolio, is taken off the score");
  visit("min_hold_days", s.min_hold_days, "days", 0, 365,
        "shortest time between purchase and sale");
  visit("sell_cooldown_days", s.sell_cooldown_days, "days", 0, 365,
        "shortest time between two sales of one security");
  visit("buy_cooldown_days", s.buy_cooldown_days, "days", 0, 365,
        "shortest time between two purchases of one security");
  visit("max_loss_threshold", s.max_loss_threshold, "fraction", -1.0, 0.0,
        "a position that lost more than this is not sold");
  visit("min_security_score", s.min_security_score, "score", 0.0, 1.0,
        "lowest quality of a security that may be bought");
  visit("enable_quality_gate", s.enable_quality_gate,
        "do not buy a security whose score fails the quality gate");
  visit("min_cash_reserve", s.min_cash_reserve, "base currency", 0.0, 1e9,
        "cash that plans leave untouched");
  visit("risk_profile", s.risk_profile, "weights of the end-state score");
  visit("opinion", s.opinion, "score", 0.0, 1.0,
        "your own view of the outlook; it adds the same to every plan");
  visit("enable_multi_timeframe", s.enable_multi_timeframe,
        "score growth over one, three and five years instead of five alone");
  visit("enable_industry_part", s.enable_industry_part,
        "score the spread over industries beside that over countries");
  visit("enable_multi_objective", s.enable_multi_objective,
        "also find the plans that are better in score, diversification, risk or cost");
  visit("front_limit", s.front_limit, "plans", 1, 1000,
        "most plans of that front, those of the highest score");
  visit("target_annual_return", s.target_annual_return, "fraction", 0.01, 1.0,
        "yearly growth that the quality of a security is measured against");
  visit("max_price_age_days", s.max_price_age_days, "days", 0, 3650,
        "an older price is named in the plan as stale");
  visit("price_scenarios", s.price_scenarios,
        "hold plans against prices that move: together, or each by itself at random");
  visit("stochastic_scenario_shifts", s.stochastic_scenario_shifts, "fraction", -0.95, 10.0, 32,
        "moves of all prices that stochastic plans are held against");
  visit("monte_carlo_paths", s.monte_carlo_paths, "paths", 10, 500,
        "random price paths that monte_carlo plans are held against");
  visit("horizon_days", s.horizon_days, "sessions", 1, 252,
        "trading days that prices move for on each random path");
}

}  // namespace ballast::planner
