// What changed between two plans, and the changes in what they were computed from that explain it.
#pragma once

#include <string>
#include <vector>

#include "planner/model/plan_inputs.hpp"
#include "planner/model/plan_request.hpp"
#include "planner/plan/decision.hpp"

namespace ballast::tools {

/// One plan with all that it was computed from.
struct PlanRecord {
  planner::PlanRequest request;
  planner::PlanInputs inputs;
  planner::Decision decision;
};

struct PlanDifference {
  std::vector<std::string> decision;  // trades dropped, added, resized; the score
  std::vector<std::string> request;   // settings and wishes that differ
  std::vector<std::string> inputs;    // cash, positions, prices, targets that differ

  [[nodiscard]] bool empty() const { return decision.empty() && request.empty() && inputs.empty(); }
};

/// Returns one sentence for each difference from `a` to `b`; prices only where they moved by at
/// least half a percent, largest move first, at most ten.
[[nodiscard]] PlanDifference compare_plans(const PlanRecord& a, const PlanRecord& b);

}  // namespace ballast::tools
