#include "actors/opportunity/opportunity.hpp"

#include "messages/planning.hpp"
#include "planner/opportunities/opportunities.hpp"
#include "planner/plan/input_checks.hpp"

namespace ballast::actors {
namespace {

broker::Result<messages::OpportunitiesFound> identify(
    const messages::IdentifyOpportunities& command) {
  if (const auto checked = planner::check_inputs(command.inputs); !checked) {
    return tl::unexpected(checked.error());
  }
  return messages::OpportunitiesFound{
      planner::identify_opportunities(command.request, command.inputs)};
}

}  // namespace

OpportunityActor::OpportunityActor() {
  commands_.answer<messages::IdentifyOpportunities>(identify);
}

void OpportunityActor::receive(const messages::Envelope& command, broker::Outlet& outlet) {
  commands_.handle(command, outlet);
}

}  // namespace ballast::actors
