// All prices move together: one path for each shift.
#include "planner/scenarios/scenario_mode.hpp"

namespace ballast::planner {
namespace {

std::size_t shift_count(const Settings& settings) {
  return settings.stochastic_scenario_shifts.size();
}

std::vector<double> shifted(const Settings& settings, std::uint64_t /*seed*/, std::size_t path,
                            std::span<const PriceRisk> securities) {
  return std::vector<double>(securities.size(), 1.0 + settings.stochastic_scenario_shifts[path]);
}

}  // namespace

const ScenarioMode stochastic_mode = {.kind = PriceScenarios::stochastic,
                                      .weights = {.worst = 6, .tenth_percentile = 0, .mean = 4},
                                      .shows_median_path = false,
                                      .path_count = shift_count,
                                      .multipliers = shifted};

}  // namespace ballast::planner
