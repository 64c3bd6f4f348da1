// Whether inputs and request can be planned with at all; everything after relies on it.
#pragma once

#include "planner/model/failure.hpp"
#include "planner/model/plan_inputs.hpp"
#include "planner/model/plan_request.hpp"

namespace ballast::planner {

/// Returns the first fault, as one sentence with the place it stands at: a number that is not
/// finite or out of range, a duplicate symbol, ISIN or id, securities or positions out of order, a
/// position, trade or order in an unknown security, a price that is not positive, a country in two
/// groups, weights that add up to more than 1 or targets of groups that do not add up to 1. Nothing
/// owned or no cash is no fault.
[[nodiscard]] Result<void> check_inputs(const PlanInputs& inputs);

/// Returns the first fault of the request against the inputs: settings out of range, a symbol that
/// is unknown, named twice, or both pinned and excluded.
[[nodiscard]] Result<void> check_request(const PlanRequest& request, const PlanInputs& inputs);

}  // namespace ballast::planner
