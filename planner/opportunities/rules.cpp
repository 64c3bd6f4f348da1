#include "planner/opportunities/rules.hpp"

#include <array>

namespace ballast::planner {
namespace {

constexpr std::array target_rules = {
    Rule{OpportunityRule::target_weights, find_target_trades},
};

constexpr std::array rules_of_thumb = {
    Rule{OpportunityRule::profit_taking, find_profit_taking},
    Rule{OpportunityRule::averaging_down, find_averaging_down},
    Rule{OpportunityRule::rebalance_sells, find_rebalance_sells},
    Rule{OpportunityRule::rebalance_buys, find_rebalance_buys},
    Rule{OpportunityRule::opportunity_buys, find_opportunity_buys},
};

}  // namespace

std::span<const Rule> target_weight_rules() {
  return target_rules;
}

std::span<const Rule> heuristic_rules() {
  return rules_of_thumb;
}

}  // namespace ballast::planner
