// From a plan to what is asked of trading.
#pragma once

#include "messages/plan_report.hpp"
#include "messages/trading.hpp"
#include "planner/model/failure.hpp"

namespace ballast::actors {

/// Returns every step of a plan as an order, none of them chosen. Failure: refused where the plan
/// has no steps.
[[nodiscard]] planner::Result<messages::ExecutePlan> orders_of_plan(
    const messages::PlanReport& report);

}  // namespace ballast::actors
