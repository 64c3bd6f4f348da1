// Whether groups of countries and industries, and the targets of these groups, can be planned with.
#pragma once

#include <optional>

#include "planner/model/failure.hpp"
#include "planner/model/plan_inputs.hpp"

namespace ballast::planner {

/// How far the sum of targets may be from 1.
inline constexpr double target_sum_tolerance = 1e-6;

/// Returns the first target that is no share or stands twice, targets that do not add up to 1, or a
/// country or industry that is in two groups; or nothing.
[[nodiscard]] std::optional<Failure> find_group_fault(const PlanInputs& inputs);

}  // namespace ballast::planner
