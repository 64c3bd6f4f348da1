// Which plan contexts the exact search handles, and for how long it pays.
#pragma once

#include <cstdint>

#include "planner/evaluation/plan_context.hpp"

namespace ballast::planner {

/// Returns whether bounds hold for the context's score and its space; for others the space is
/// enumerated. There may be not more than most_bounded_candidates, nor numbers out of all
/// proportion. REQUIRES: the context has no fault.
[[nodiscard]] bool can_bound(const PlanContext& context);

/// Returns the number of steps after which scoring every set is less work than going on.
[[nodiscard]] std::uint64_t most_bounding_steps(const PlanContext& context);

}  // namespace ballast::planner
