// From price paths in doubles to the scenario terms of a context, once.
#pragma once

#include <cstdint>

#include "planner/evaluation/books.hpp"
#include "planner/evaluation/plan_context.hpp"
#include "planner/evaluation/term_sources.hpp"
#include "planner/scenarios/scenario_mode.hpp"

namespace ballast::planner {

/// Returns the scenarios of a context that is complete but for them. Multipliers and ratios are
/// rounded to nearest, ties to even, and so are the terms of doing nothing, of unrounded
/// multipliers. Draws are keyed by a security's place in the sorted symbols of all that is held or
/// may be bought, whatever is a candidate.
///
/// Throws std::invalid_argument, with a sentence, for a path that leaves next to nothing.
[[nodiscard]] ScenarioTerms compile_scenarios(const TermSources& sources, const Books& books,
                                              const ScenarioMode& mode, std::uint64_t seed,
                                              const PlanContext& context);

}  // namespace ballast::planner
