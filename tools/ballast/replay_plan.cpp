#include "tools/ballast/replay_plan.hpp"

#include "messages/hashes.hpp"
#include "planner/opportunities/opportunities.hpp"

namespace ballast::tools {

using planner::Result;

planner::DecisionHashes hashes_of(const planner::PlanRequest& request,
                                  const planner::PlanInputs& inputs,
                                  const planner::PlanContext& context) {
  return {messages::request_hash(request), messages::inputs_hash(inputs),
          messages::context_hash(context)};
}

Result<planner::Decision> decide_again(const planner::PlanRequest& request,
                                       const planner::PlanInputs& inputs,
                                       planner::SearchMethod method) {
  auto decision = planner::plan_here(request, inputs, method);
  if (!decision) return decision;
  const auto prepared =
      planner::prepare(request, inputs, planner::identify_opportunities(request, inputs));
  if (!prepared) return tl::unexpected(prepared.error());
  const planner::DecisionHashes hashes = hashes_of(request, inputs, prepared->context);
  decision->request_hash = hashes.request;
  decision->inputs_hash = hashes.inputs;
  decision->context_hash = hashes.context;
  return decision;
}

}  // namespace ballast::tools
