// The rules that look for trades. Each is a function in a file of its own; a new one is a file, a
// line here, a line in the registry and its name in planner/settings/rule_names.hpp.
#pragma once

#include <span>

#include "planner/opportunities/findings.hpp"
#include "planner/opportunities/situation.hpp"
#include "planner/settings/rule_names.hpp"

namespace ballast::planner {

/// Looks at the situation and proposes trades, or refuses them with the numbers.
struct Rule {
  OpportunityRule name;
  void (*find)(const Situation&, Findings&);
};

/// Trades towards the target weight of each security.
void find_target_trades(const Situation& situation, Findings& findings);

/// Sells part of what gained far more than its normal growth.
void find_profit_taking(const Situation& situation, Findings& findings);

/// Buys more of a good security that fell far below its average cost.
void find_averaging_down(const Situation& situation, Findings& findings);

/// Sells in a country group that holds more than its target by 5 points.
void find_rebalance_sells(const Situation& situation, Findings& findings);

/// Buys in a country group that holds less than its target by 5 points.
void find_rebalance_buys(const Situation& situation, Findings& findings);

/// Buys securities of high quality.
void find_opportunity_buys(const Situation& situation, Findings& findings);

/// Returns the rules that apply where target weights are given, and those where none are.
[[nodiscard]] std::span<const Rule> target_weight_rules();
[[nodiscard]] std::span<const Rule> heuristic_rules();

}  // namespace ballast::planner
