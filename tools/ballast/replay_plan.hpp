// Computing a decision again, in one thread and in the plain way, to compare it with one that a
// cluster made.
#pragma once

#include "messages/plan_report.hpp"
#include "planner/model/failure.hpp"

namespace ballast::tools {

/// Returns the decision for a request and inputs, hashes filled in.
[[nodiscard]] planner::Result<planner::Decision> decide_again(const planner::PlanRequest& request,
                                                              const planner::PlanInputs& inputs);

struct Verification {
  bool same = false;
  std::string told;      // hash in the report
  std::string written;   // hash of the decision that stands in the report
  std::string computed;  // hash of the decision computed again
};

/// Replays a saved report. Fails for a report without request, inputs or decision, and for one that
/// is incomplete.
[[nodiscard]] planner::Result<Verification> verify_report(const messages::PlanReport& report);

}  // namespace ballast::tools
