// What has to change before it is worth planning again: the canonical text of all that a plan
// depends on, as coarse as plans are.
#pragma once

#include <string>

#include "planner/model/plan_inputs.hpp"
#include "planner/settings/settings.hpp"

namespace ballast::planner {

/// Returns the text. Two texts are equal where the books after the pending orders are (shares to
/// the millionth, cash below zero to the unit and else to ten units), the securities' permissions,
/// lots, groups, priorities and targets, prices and rates to three digits, quality to two decimals,
/// the last trades, the day that is planned for, and every setting.
[[nodiscard]] std::string planning_state(const Settings& settings, const PlanInputs& inputs);

}  // namespace ballast::planner
