// Which trades are worth considering today, and why the others are not.
#pragma once

#include "planner/model/action.hpp"
#include "planner/model/plan_inputs.hpp"
#include "planner/model/plan_request.hpp"

namespace ballast::planner {

/// Returns the candidates of each category by falling priority (of equals the wider gap to a target
/// weight, then the lower security id first) and, for everything that is held or could be bought
/// but is not proposed, an obstacle with its numbers. Target weights, where there are any, decide
/// alone; otherwise the rules of thumb do. Empty where the portfolio is worth nothing. Pending
/// orders are taken as done; what the request excludes, or sales of a buy-only request, become
/// obstacles. A pinned security without a candidate is named in an obstacle. REQUIRES: inputs that
/// passed `check_inputs`.
[[nodiscard]] Opportunities identify_opportunities(const PlanRequest& request,
                                                   const PlanInputs& inputs);

}  // namespace ballast::planner
