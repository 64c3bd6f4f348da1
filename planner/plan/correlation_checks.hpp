// Checks the table of correlations that comes with the inputs of a plan.
#pragma once

#include <optional>

#include "planner/model/failure.hpp"
#include "planner/model/plan_inputs.hpp"

namespace ballast::planner {

/// Returns what is wrong with the correlations: unknown securities, a pair out of order or twice, a
/// coefficient outside -1 to 1.
[[nodiscard]] std::optional<Failure> check_correlations(const PlanInputs& inputs);

}  // namespace ballast::planner
