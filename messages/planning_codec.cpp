#include "messages/body_codec.hpp"
#include "messages/plan_report.hpp"
#include "messages/planning.hpp"

namespace ballast::messages {

Payload pack_with_inputs(const PlanReport& report, std::string_view encoded_inputs) {
  Encoder encoder;
  encoder.write_with(report, "inputs", encoded_inputs);
  return {std::string(PlanReport::type), encoder.take()};
}

template struct BodyCodec<PlanReport>;
template struct BodyCodec<PlanRun>;
template struct BodyCodec<CreatePlan>;
template struct BodyCodec<PlanAccepted>;
template struct BodyCodec<GetPlan>;
template struct BodyCodec<GetTrace>;
template struct BodyCodec<PlanTrace>;
template struct BodyCodec<ListPlans>;
template struct BodyCodec<PlanList>;
template struct BodyCodec<CancelPlan>;
template struct BodyCodec<PlanCancelled>;
template struct BodyCodec<PlanCompleted>;
template struct BodyCodec<GetPlanningState>;
template struct BodyCodec<PlanningState>;
template struct BodyCodec<IdentifyOpportunities>;
template struct BodyCodec<OpportunitiesFound>;
template struct BodyCodec<GenerateSequences>;
template struct BodyCodec<GenerationStarted>;
template struct BodyCodec<planner::PlanRequest>;
template struct BodyCodec<planner::PlanInputs>;
template struct BodyCodec<planner::Opportunities>;
template struct BodyCodec<planner::Decision>;
template struct BodyCodec<planner::Certificate>;

}  // namespace ballast::messages
