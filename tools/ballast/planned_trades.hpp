// What a plan would change of the weights of a portfolio.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "planner/model/plan_inputs.hpp"
#include "tools/ballast/session.hpp"

namespace ballast::tools {

/// Returns the trades of this plan, else of the newest that came to a decision, each as a share of
/// the whole portfolio: below 0 for a sale. None where there is no such plan and none was asked
/// for.
[[nodiscard]] planner::Result<std::vector<planner::TargetWeight>> planned_trades(
    Session& session, const std::optional<std::string>& plan_id);

}  // namespace ballast::tools
