// The plain, exact evaluation of one set on every price path: the definition that the search over
// scenarios must agree with. In all functions `context` has no fault and has scenarios; sets are as
// in evaluate.hpp, in any order.
#pragma once

#include <cstdint>
#include <vector>

#include "planner/evaluation/evaluate.hpp"
#include "planner/evaluation/plan_context.hpp"
#include "planner/scenarios/combination.hpp"

namespace ballast::planner {

/// Returns a candidate's terms where prices are as on this path.
[[nodiscard]] CandidateTerms terms_on_path(const PlanContext& context, std::size_t path,
                                           CandidateIndex index);

/// One path as a context of its own, without scenarios: its candidates are those of a set, in
/// order, and `executed` are the ones among them that cash pays for.
struct PathView {
  PlanContext context;
  std::vector<CandidateIndex> executed;
};

[[nodiscard]] PathView view_of_path(const PlanContext& context, std::size_t path, CandidateSet set);

/// Returns the set's score on each path, in ticks.
[[nodiscard]] std::vector<std::int64_t> path_scores(const PlanContext& context, CandidateSet set);

/// Returns how the set fares; `combined` is its score.
[[nodiscard]] ScenarioScores scenario_scores(const PlanContext& context, CandidateSet set);

}  // namespace ballast::planner
