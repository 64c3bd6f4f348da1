// The weighted mean of a plan's price paths as a context of its own: what certificates of plans on
// price paths are about. In the plain way, path by path, and without any part of the search, which
// has a fast way of its own: see surrogate.hpp, where it is said why no set scores less in it.
#pragma once

#include "planner/bounding/path_weights.hpp"
#include "planner/evaluation/plan_context.hpp"

namespace ballast::planner {

/// Returns the mean by the weights that the shares give, rounded upward. Shares are of paths in the
/// order of what doing nothing scores on them, worst first. REQUIRES: can_bound(context), it has
/// scenarios, and shares_hold().
[[nodiscard]] PlanContext mean_of_paths(const PlanContext& context, const PathShares& shares);

}  // namespace ballast::planner
