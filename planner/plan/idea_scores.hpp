// A person's own trades, scored and ranked.
#pragma once

#include "planner/plan/planning.hpp"

namespace ballast::planner {

/// Fills in the decision for the request's ideas: every idea among the runners-up, best first and
/// those that cash cannot pay for last, and the steps of the best one. REQUIRES: prepared.ideas is
/// not empty; `decision` has the score before.
void score_ideas(const PlanRequest& request, const PlanInputs& inputs, const PreparedPlan& prepared,
                 Decision& decision);

}  // namespace ballast::planner
