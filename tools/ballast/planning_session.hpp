// Asking for a plan and waiting for it, with a live line meanwhile; Ctrl-C cancels it where it
// runs.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "messages/plan_report.hpp"
#include "messages/planning.hpp"
#include "tools/ballast/session.hpp"

namespace ballast::tools {

struct PlanningOptions {
  CommonOptions common;
  bool local = false;
  int evaluators = 0;        // in this process; 0: one a core
  bool with_inputs = false;  // the report then carries what the plan was computed from
  /// Called with the trace of each plan whose wish asks for one. May be empty.
  std::function<void(const messages::PlanTrace&)> on_trace = {};
};

/// Returns the finished report, whatever its state. Failure refused: interrupted; the plan was
/// cancelled.
[[nodiscard]] planner::Result<messages::PlanReport> compute_plan(messages::CreatePlan wish,
                                                                 const PlanningOptions& options);

/// The same for many, several at a time; the reports stand in the order of the wishes. A wish that
/// is refused ends all.
[[nodiscard]] planner::Result<std::vector<messages::PlanReport>> compute_plans(
    std::vector<messages::CreatePlan> wishes, const PlanningOptions& options);

/// One plan over a session that is open already. It listens to "plan." from before the beginning.
[[nodiscard]] std::string new_plan_id();
/// Returns once the coordinator has accepted it.
[[nodiscard]] planner::Result<void> begin_plan(Session& session, const messages::CreatePlan& wish);
/// Returns the id of the plan that an event says is over; nothing for other events.
[[nodiscard]] std::optional<std::string> ended_plan(const messages::Envelope& event);

/// Adds the flags of PlanningOptions, and reads them.
void add_run_options(Arguments::Description& description);
[[nodiscard]] PlanningOptions planning_options(const Arguments& arguments);

/// Returns the exit code of a finished plan.
[[nodiscard]] ExitCode exit_code_of(const messages::PlanReport& report);

}  // namespace ballast::tools
