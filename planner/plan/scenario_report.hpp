// How a plan fares when prices move, for a person.
#pragma once

#include <optional>
#include <span>

#include "planner/evaluation/plan_context.hpp"
#include "planner/plan/decision.hpp"
#include "planner/settings/settings.hpp"

namespace ballast::planner {

/// One state of the portfolio: doing nothing, or a set of trades of a context.
struct StateOnPaths {
  const PlanContext& context;
  std::span<const CandidateIndex> set;
};

/// Returns how both states fare over the same paths, or nothing without scenarios.
[[nodiscard]] std::optional<ScenarioReport> scenario_report(const Settings& settings,
                                                            const StateOnPaths& before,
                                                            const StateOnPaths& after);

}  // namespace ballast::planner
