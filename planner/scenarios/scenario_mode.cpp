// The registry of modes.
#include "planner/scenarios/scenario_mode.hpp"

#include <algorithm>
#include <array>

namespace ballast::planner {
namespace {

constexpr std::array<const ScenarioMode*, 2> modes = {
    &stochastic_mode,
    &monte_carlo_mode,
};

}  // namespace

const ScenarioMode* scenario_mode(PriceScenarios kind) {
  const auto* const at = std::find_if(modes.begin(), modes.end(),
                                      [&](const ScenarioMode* one) { return one->kind == kind; });
  return at == modes.end() ? nullptr : *at;
}

}  // namespace ballast::planner
