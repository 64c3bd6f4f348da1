// The names of rules that settings switch on and off, one for each entry of a registry.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "planner/settings/setting_kinds.hpp"

namespace ballast::planner {

/// Of planner/opportunities: what looks for single trades.
enum class OpportunityRule : std::uint8_t {
  target_weights,
  profit_taking,
  averaging_down,
  rebalance_sells,
  rebalance_buys,
  opportunity_buys,
};

template <>
struct ChoiceNames<OpportunityRule> {
  static constexpr std::array<std::string_view, 6> names = {"target_weights", "profit_taking",
                                                            "averaging_down", "rebalance_sells",
                                                            "rebalance_buys", "opportunity_buys"};
};

/// Of planner/patterns: what puts trades together.
enum class PatternName : std::uint8_t {
  direct_buy,
  profit_taking,
  rebalance,
  averaging_down,
  single_best,
  multi_sell,
  mixed_strategy,
  opportunity_first,
  deep_rebalance,
  cash_generation,
  cost_optimized,
};

template <>
struct ChoiceNames<PatternName> {
  static constexpr std::array<std::string_view, 11> names = {
      "direct_buy",     "profit_taking",   "rebalance",      "averaging_down",
      "single_best",    "multi_sell",      "mixed_strategy", "opportunity_first",
      "deep_rebalance", "cash_generation", "cost_optimized"};
};

}  // namespace ballast::planner
