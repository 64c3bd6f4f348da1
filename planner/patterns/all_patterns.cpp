// The registry: one line for each pattern.
#include <array>

#include "planner/patterns/patterns.hpp"

namespace ballast::planner {
namespace {

template <PatternName name>
bool named(const Settings& settings) {
  return settings.patterns.has(name);
}

template <bool Settings::*option>
bool switched(const Settings& settings) {
  return settings.*option;
}

constexpr std::array registry = {
    Pattern{named<PatternName::direct_buy>, Depths::each, direct_buy},
    Pattern{named<PatternName::profit_taking>, Depths::each, profit_taking},
    Pattern{named<PatternName::rebalance>, Depths::each, rebalance},
    Pattern{named<PatternName::averaging_down>, Depths::each, averaging_down},
    Pattern{named<PatternName::single_best>, Depths::each, single_best},
    Pattern{named<PatternName::multi_sell>, Depths::each, multi_sell},
    Pattern{named<PatternName::mixed_strategy>, Depths::each, mixed_strategy},
    Pattern{named<PatternName::opportunity_first>, Depths::each, opportunity_first},
    Pattern{named<PatternName::deep_rebalance>, Depths::each, deep_rebalance},
    Pattern{named<PatternName::cash_generation>, Depths::each, cash_generation},
    Pattern{named<PatternName::cost_optimized>, Depths::each, cost_optimized},
    Pattern{switched<&Settings::enable_adaptive_patterns>, Depths::deepest, fill_gaps},
    Pattern{switched<&Settings::enable_market_regime>, Depths::deepest, follow_market},
};

}  // namespace

std::span<const Pattern> all_patterns() {
  return registry;
}

}  // namespace ballast::planner
