// Computing a decision again, in one thread and in the plain way, to compare it with one that a
// cluster made.
#pragma once

#include "planner/model/failure.hpp"
#include "planner/plan/planning.hpp"

namespace ballast::tools {

[[nodiscard]] planner::DecisionHashes hashes_of(const planner::PlanRequest& request,
                                                const planner::PlanInputs& inputs,
                                                const planner::PlanContext& context);

/// Returns the decision for a request and inputs, hashes filled in.
[[nodiscard]] planner::Result<planner::Decision> decide_again(
    const planner::PlanRequest& request, const planner::PlanInputs& inputs,
    planner::SearchMethod method = planner::SearchMethod::exact);

}  // namespace ballast::tools
