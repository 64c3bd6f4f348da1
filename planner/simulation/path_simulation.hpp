// Trades carried out after prices have moved, and the score of what comes of it, in plain doubles:
// the readable truth beside the integer scenarios.
#pragma once

#include <span>
#include <vector>

#include "planner/model/plan_inputs.hpp"
#include "planner/scenarios/combination.hpp"
#include "planner/settings/settings.hpp"
#include "planner/simulation/simulate.hpp"

namespace ballast::planner {

/// A portfolio at today's prices.
struct PlainPortfolio {
  const PlanInputs& inputs;
  const Settings& settings;
  std::vector<double> position_values;  // one per PlanInputs::securities, base currency
  double total_value = 0.0;             // positions and all cash
  double cash = 0.0;                    // what trades may use
};

struct PathOutcome {
  Simulation simulation;
  double total_value = 0.0;  // before the trades
  double score = 0.0;

  bool operator==(const PathOutcome&) const = default;
};

/// Returns what comes of the trades where the price of security i is multiplied by multipliers[i]:
/// positions and the total are revalued, trades execute at the new prices, a purchase that cash
/// cannot pay for is skipped and costs nothing.
[[nodiscard]] PathOutcome simulate_path(const PlainPortfolio& portfolio,
                                        std::span<const Trade> trades,
                                        std::span<const double> multipliers);

/// Returns the combined score over paths, one list of multipliers for each.
[[nodiscard]] double plain_scenario_score(const PlainPortfolio& portfolio,
                                          std::span<const Trade> trades,
                                          std::span<const std::vector<double>> paths,
                                          const ScenarioWeights& weights);

}  // namespace ballast::planner
