// Every security moves by itself, as widely as it did in the past.
#include <algorithm>
#include <cmath>

#include "planner/numeric/elementary.hpp"
#include "planner/numeric/philox.hpp"
#include "planner/scenarios/scenario_mode.hpp"

namespace ballast::planner {
namespace {

constexpr double sessions_per_year = 252.0;
constexpr double unknown_volatility = 0.2;
constexpr double least_volatility = 0.1;
constexpr double most_volatility = 1.0;
constexpr double deepest_fall = 0.5;
constexpr double highest_rise = 2.0;

std::size_t path_count(const Settings& settings) {
  return static_cast<std::size_t>(settings.monte_carlo_paths);
}

/// exp(v sqrt(h / 252) z), between a half and the double.
std::vector<double> multipliers(const Settings& settings, std::uint64_t seed, std::size_t path,
                                std::span<const PriceRisk> securities) {
  const double root = std::sqrt(static_cast<double>(settings.horizon_days) / sessions_per_year);
  std::vector<double> result;
  result.reserve(securities.size());
  for (const PriceRisk& risk : securities) {
    const double volatility =
        std::clamp(risk.volatility.value_or(unknown_volatility), least_volatility, most_volatility);
    const double move = exponential(volatility * root * normal_draw(seed, path, risk.place));
    result.push_back(std::clamp(move, deepest_fall, highest_rise));
  }
  return result;
}

}  // namespace

const ScenarioMode monte_carlo_mode = {.kind = PriceScenarios::monte_carlo,
                                       .weights = {.worst = 4, .tenth_percentile = 3, .mean = 3},
                                       .shows_median_path = true,
                                       .path_count = path_count,
                                       .multipliers = multipliers};

}  // namespace ballast::planner
