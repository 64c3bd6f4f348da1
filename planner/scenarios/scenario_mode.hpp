// The one interface of price scenarios: a mode says how prices move on each path, and how the
// scores on all paths make one.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "planner/settings/settings.hpp"

namespace ballast::planner {

inline constexpr std::size_t max_scenario_paths = 500;
inline constexpr double lowest_multiplier = 0.05;
inline constexpr double highest_multiplier = 11.0;

/// What a mode may look at of one security.
struct PriceRisk {
  std::optional<double> volatility;  // a year's, as a fraction
  std::uint64_t place = 0;           // in the list of symbols, sorted, of all that may move

  bool operator==(const PriceRisk&) const = default;
};

/// How the combined score is made: tenths of the worst score, of the tenth percentile and of the
/// mean. They add up to ten.
struct ScenarioWeights {
  std::int64_t worst = 0;
  std::int64_t tenth_percentile = 0;
  std::int64_t mean = 10;

  bool operator==(const ScenarioWeights&) const = default;
};

struct ScenarioMode {
  PriceScenarios kind;
  ScenarioWeights weights;
  /// Whether a score is taken apart on the path with the median score; else at today's prices.
  bool shows_median_path;
  /// Returns the number of paths, 1 to max_scenario_paths for settings in range.
  std::size_t (*path_count)(const Settings& settings);
  /// Returns what the price of each security is multiplied by on one path; each between
  /// lowest_multiplier and highest_multiplier. REQUIRES: path < path_count(settings).
  std::vector<double> (*multipliers)(const Settings& settings, std::uint64_t seed, std::size_t path,
                                     std::span<const PriceRisk> securities);
};

/// Every price shifted by the same fraction: one path for each of the settings' shifts.
extern const ScenarioMode stochastic_mode;

/// Every price on a random path of its own, over the settings' horizon. The draws are shared by all
/// plans: they depend on the seed, the path and the security's place alone.
extern const ScenarioMode monte_carlo_mode;

/// Returns the mode, or null for none.
[[nodiscard]] const ScenarioMode* scenario_mode(PriceScenarios kind);

}  // namespace ballast::planner
