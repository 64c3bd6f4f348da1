// From kept target weights to those that a plan takes.
#pragma once

#include <string>

#include "planner/model/failure.hpp"
#include "planner/model/plan_inputs.hpp"

namespace ballast::actors {

/// Puts the weights that were told in the place of the inputs' target weights, for the securities
/// that the inputs have, by rising id; nothing is a target of less than a millionth. `told` is the
/// body of a TargetsTold. Returns a sentence on which they are: of the day of the newest price
/// (fresh), or of an earlier one (stale).
[[nodiscard]] planner::Result<std::string> use_targets(const std::string& told,
                                                       planner::PlanInputs& inputs);

}  // namespace ballast::actors
