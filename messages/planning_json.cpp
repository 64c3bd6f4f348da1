#include "messages/json_codec.hpp"
#include "messages/plan_report.hpp"
#include "messages/planning.hpp"
#include "messages/request_file.hpp"

namespace ballast::messages {

template struct JsonCodec<PlanReport>;
template struct JsonCodec<CreatePlan>;
template struct JsonCodec<PlanAccepted>;
template struct JsonCodec<GetPlan>;
template struct JsonCodec<GetTrace>;
template struct JsonCodec<PlanTrace>;
template struct JsonCodec<ListPlans>;
template struct JsonCodec<PlanList>;
template struct JsonCodec<CancelPlan>;
template struct JsonCodec<PlanCancelled>;
template struct JsonCodec<PlanCompleted>;
template struct JsonCodec<GetPlanningState>;
template struct JsonCodec<PlanningState>;
template struct JsonCodec<IdentifyOpportunities>;
template struct JsonCodec<OpportunitiesFound>;
template struct JsonCodec<GenerateSequences>;
template struct JsonCodec<GenerationStarted>;
template struct JsonCodec<RequestFile>;
template struct JsonCodec<planner::PlanRequest>;
template struct JsonCodec<planner::PlanInputs>;
template struct JsonCodec<planner::Opportunities>;
template struct JsonCodec<planner::Decision>;

}  // namespace ballast::messages
