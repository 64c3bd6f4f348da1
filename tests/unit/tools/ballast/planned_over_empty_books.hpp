// A finished plan over empty books: nothing to do, but a decision with all its hashes.
#pragma once

#include "messages/hashes.hpp"
#include "messages/planning.hpp"
#include "tools/ballast/replay_plan.hpp"

namespace ballast::tools {

inline messages::PlanReport planned_over_empty_books() {
  messages::PlanReport report;
  report.plan_id = "0192f0c1-0000-7000-8000-00000000abcd";
  report.state = messages::PlanState::completed;
  report.request.emplace();
  report.inputs.emplace();
  report.inputs->base_currency = "EUR";
  report.inputs->as_of = *planner::parse_date("2026-01-31");
  report.decision = decide_again(*report.request, *report.inputs).value();
  report.decision_hash = messages::decision_hash(*report.decision);
  return report;
}

}  // namespace ballast::tools
