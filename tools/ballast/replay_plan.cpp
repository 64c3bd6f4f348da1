#include "tools/ballast/replay_plan.hpp"

#include "messages/hashes.hpp"
#include "planner/opportunities/opportunities.hpp"
#include "planner/plan/planning.hpp"

namespace ballast::tools {

using planner::Failure;
using planner::FailureKind;
using planner::Result;

Result<planner::Decision> decide_again(const planner::PlanRequest& request,
                                       const planner::PlanInputs& inputs) {
  auto decision = planner::plan_here(request, inputs);
  if (!decision) return decision;
  const auto prepared =
      planner::prepare(request, inputs, planner::identify_opportunities(request, inputs));
  if (!prepared) return tl::unexpected(prepared.error());
  decision->request_hash = messages::request_hash(request);
  decision->inputs_hash = messages::inputs_hash(inputs);
  decision->context_hash = messages::context_hash(prepared->context);
  return decision;
}

Result<Verification> verify_report(const messages::PlanReport& report) {
  const auto missing = [](const char* part) {
    return tl::unexpected(Failure{FailureKind::missing, "this plan cannot be replayed", part,
                                  "a file written by `ballast plan --save`"});
  };
  if (!report.request) return missing("request");
  if (!report.inputs) return missing("inputs");
  if (!report.decision) return missing("decision");
  if (const auto format = report.decision->format; format != planner::Decision{}.format) {
    return tl::unexpected(
        Failure{FailureKind::refused,
                "this plan is of format " + std::to_string(format) + ", which cannot be replayed",
                "decision.format",
                "format " + std::to_string(planner::Decision{}.format) +
                    "; make the plan again, or use the version that made it"});
  }
  if (!report.decision->exact) {
    return tl::unexpected(Failure{FailureKind::refused,
                                  "this plan is incomplete: part of its work was set aside",
                                  report.plan_id, "a complete plan"});
  }
  const auto decision = decide_again(*report.request, *report.inputs);
  if (!decision) return tl::unexpected(decision.error());
  Verification verification;
  verification.told = report.decision_hash;
  verification.written = messages::decision_hash(*report.decision);
  verification.computed = messages::decision_hash(*decision);
  verification.same =
      verification.told == verification.written && verification.written == verification.computed;
  return verification;
}

}  // namespace ballast::tools
