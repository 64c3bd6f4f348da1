// Asking for a plan and waiting for it, with a live line meanwhile; Ctrl-C cancels it where it
// runs.
#pragma once

#include <memory>

#include "messages/plan_report.hpp"
#include "messages/planning.hpp"
#include "tools/ballast/session.hpp"

namespace ballast::tools {

struct PlanningOptions {
  CommonOptions common;
  bool local = false;
  int evaluators = 0;        // in this process; 0: one a core
  bool with_inputs = false;  // the report then carries what the plan was computed from
};

/// Returns the finished report, whatever its state. Failure refused: interrupted; the plan was
/// cancelled.
[[nodiscard]] planner::Result<messages::PlanReport> compute_plan(messages::CreatePlan wish,
                                                                 const PlanningOptions& options);

/// Returns the exit code of a finished plan.
[[nodiscard]] ExitCode exit_code_of(const messages::PlanReport& report);

}  // namespace ballast::tools
