#include "planner/opportunities/rules.hpp"

#include <array>

namespace ballast::planner {
namespace {

constexpr std::array target_rules = {
    Rule{"target_weights", find_target_trades},
};

constexpr std::array rules_of_thumb = {
    Rule{"profit_taking", find_profit_taking},       Rule{"averaging_down", find_averaging_down},
    Rule{"rebalance_sells", find_rebalance_sells},   Rule{"rebalance_buys", find_rebalance_buys},
    Rule{"opportunity_buys", find_opportunity_buys},
};

}  // namespace

std::span<const Rule> target_weight_rules() {
  return target_rules;
}

std::span<const Rule> heuristic_rules() {
  return rules_of_thumb;
}

}  // namespace ballast::planner
