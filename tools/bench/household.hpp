// A made-up household in a universe of any size, as a plan is computed from.
#pragma once

#include <cstdint>

#include "planner/model/plan_inputs.hpp"

namespace ballast::tools {

/// Returns so many securities in five countries, 25 of them held (or all, if there are fewer), all
/// quoted today, with metrics, and some cash. The first ones are the same in every size.
[[nodiscard]] planner::PlanInputs make_household(std::uint32_t securities);

}  // namespace ballast::tools
