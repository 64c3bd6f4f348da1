// The securities that weights are chosen for, and what each may weigh.
#pragma once

#include <string>
#include <vector>

#include "planner/model/plan_request.hpp"
#include "planner/opportunities/account.hpp"
#include "planner/optimization/feasibility.hpp"
#include "planner/targets/target_report.hpp"

namespace ballast::planner {

struct WeightBounds {
  double lower = 0.0;
  double upper = 0.0;
  bool locked = false;  // cannot move at all
  std::string reason;
};

/// Returns the most that a security of this kind may weigh: 0.20, funds 0.30, commodities 0.12.
[[nodiscard]] double weight_cap(ProductType type);

/// Returns what a security may weigh. In this order: from nothing to the cap; not above the present
/// weight where it may not be bought or fails the quality gate; not below it where it may not be
/// sold, or where no more than a lot is held; else not below one lot, where that is within the cap;
/// locked at the present weight where the two contradict each other. `held` may be null.
[[nodiscard]] WeightBounds weight_bounds(const Security& security, const HeldPosition* held,
                                         double total_value, const Settings& settings);

/// Returns bounds for each group that has a target: 0.05 around its target, at most 0.40
/// (countries) or 0.30 (industries; 0.70, 0.50 and 0.40 where there are no more than one, two and
/// four groups). Several industries of a security share its weight equally. `members` are indices
/// into inputs.securities. The shares of the groups are of all that is invested, `invested` of the
/// whole.
[[nodiscard]] std::vector<GroupBounds> group_bounds(const PlanInputs& inputs,
                                                    const std::vector<std::size_t>& members,
                                                    double invested);

}  // namespace ballast::planner
