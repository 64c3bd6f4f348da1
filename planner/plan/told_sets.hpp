// The sets of candidates that a decision tells of, read back from its trades: what is needed to
// check a decision without searching.
#pragma once

#include "planner/model/failure.hpp"
#include "planner/plan/planning.hpp"

namespace ballast::planner {

/// Returns the sets with their scores as they are computed here, whatever the decision says; exact
/// as it says. Fails, naming the part of the decision, for a trade that is no candidate, a set that
/// settings or wishes do not allow or cash cannot pay for, and an alternative that is not clearly
/// different. REQUIRES: the decision is none on ideas.
[[nodiscard]] Result<SearchOutcome> told_sets(const Decision& decision, const PlanInputs& inputs,
                                              const PreparedPlan& prepared);

}  // namespace ballast::planner
