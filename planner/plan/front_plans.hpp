// The front as the plan shows it: every plan of it with what choosing it would mean.
#pragma once

#include "planner/plan/planning.hpp"

namespace ballast::planner {

/// Fills in the decision's front. REQUIRES: found.best is not empty unless the front is.
void show_front(const PlanInputs& inputs, const PreparedPlan& prepared, const SearchOutcome& found,
                Decision& decision);

}  // namespace ballast::planner
