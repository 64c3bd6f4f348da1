#include "planner/plan/scenario_report.hpp"

#include <cstdint>
#include <vector>

#include "planner/evaluation/scenario_paths.hpp"
#include "planner/scenarios/scenario_mode.hpp"

namespace ballast::planner {
namespace {

ScenarioOutcome outcome_of(const std::vector<std::int64_t>& scores, const ScenarioMode& mode) {
  const ScenarioScores combined = combine(scores, mode.weights);
  return {.worst = combined.worst,
          .tenth_percentile = combined.tenth_percentile,
          .mean = combined.mean,
          .ninetieth_percentile = combined.ninetieth,
          .combined = combined.combined};
}

std::uint64_t paths_with_skips(const StateOnPaths& state) {
  std::uint64_t count = 0;
  for (std::size_t path = 0; path < state.context.scenarios->paths; ++path) {
    const PathView view = view_of_path(state.context, path, state.set);
    if (view.executed.size() < state.set.size()) ++count;
  }
  return count;
}

}  // namespace

std::optional<ScenarioReport> scenario_report(const Settings& settings, const StateOnPaths& before,
                                              const StateOnPaths& after) {
  if (!before.context.scenarios || !after.context.scenarios) return std::nullopt;
  const ScenarioMode& mode = *scenario_mode(before.context.scenarios->mode);
  const std::vector<std::int64_t> first = path_scores(before.context, before.set);
  const std::vector<std::int64_t> then = path_scores(after.context, after.set);
  ScenarioReport report{.mode = mode.kind,
                        .paths = first.size(),
                        .horizon_days = std::nullopt,
                        .before = outcome_of(first, mode),
                        .after = outcome_of(then, mode),
                        .better_paths = 0,
                        .paths_short_of_cash = paths_with_skips(after)};
  if (mode.kind == PriceScenarios::monte_carlo) report.horizon_days = settings.horizon_days;
  for (std::size_t path = 0; path < first.size(); ++path) {
    if (then[path] > first[path]) ++report.better_paths;
  }
  return report;
}

}  // namespace ballast::planner
