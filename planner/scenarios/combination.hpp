// The scores on all paths, made into one: exactly in integers for decisions, and in plain doubles
// as what the integers are held against.
#pragma once

#include <cstdint>
#include <span>

#include "planner/model/score.hpp"
#include "planner/scenarios/scenario_mode.hpp"

namespace ballast::planner {

/// How a set of trades fares over all paths.
struct ScenarioScores {
  Score worst;
  Score tenth_percentile;       // element trunc(0.10 n) in rising order
  Score mean;                   // rounded down
  Score ninetieth;              // element trunc(0.90 n) in rising order
  Score combined;               // the score that plans are ranked by; rounded down
  std::size_t median_path = 0;  // of the lower median; of equal scores by the order of paths

  bool operator==(const ScenarioScores&) const = default;
};

/// Returns the combined score times 10 n, exactly. It fits for n up to max_scenario_paths and
/// scores between 0 and Score::one.
[[nodiscard]] constexpr std::int64_t combined_numerator(const ScenarioWeights& weights,
                                                        std::size_t paths, std::int64_t worst,
                                                        std::int64_t tenth_percentile,
                                                        std::int64_t sum) {
  return static_cast<std::int64_t>(paths) *
             (weights.worst * worst + weights.tenth_percentile * tenth_percentile) +
         weights.mean * sum;
}

[[nodiscard]] constexpr std::int64_t combined_denominator(std::size_t paths) {
  return 10 * static_cast<std::int64_t>(paths);
}

/// `scores`: one for each path, in ticks between 0 and Score::one, in the order of paths.
/// REQUIRES: at least one and at most max_scenario_paths.
[[nodiscard]] ScenarioScores combine(std::span<const std::int64_t> scores,
                                     const ScenarioWeights& weights);

/// Returns the combined score of the same in doubles.
[[nodiscard]] double combine_plainly(std::span<const double> scores,
                                     const ScenarioWeights& weights);

}  // namespace ballast::planner
