#include "actors/opportunity/opportunity.hpp"

#include <utility>

#include "messages/codec.hpp"
#include "planner/opportunities/opportunities.hpp"
#include "planner/plan/input_checks.hpp"

namespace ballast::actors {

OpportunityActor::OpportunityActor() {
  commands_.answer<messages::IdentifyOpportunities>(
      [this](const auto& command) { return identify(command); });
}

broker::Result<messages::OpportunitiesFound> OpportunityActor::identify(
    const messages::IdentifyOpportunities& command) {
  if (const auto read = read_inputs(command.inputs); !read) return tl::unexpected(read.error());
  return messages::OpportunitiesFound{
      planner::identify_opportunities(command.request, known_->inputs)};
}

broker::Result<void> OpportunityActor::read_inputs(const std::string& bytes) {
  if (known_ && known_->bytes == bytes) return {};
  known_.reset();
  auto inputs = messages::decode<planner::PlanInputs>(bytes);
  if (!inputs) return tl::unexpected(inputs.error());
  if (auto checked = planner::check_inputs(*inputs); !checked) return checked;
  known_ = Known{bytes, std::move(*inputs)};
  return {};
}

void OpportunityActor::receive(const messages::Envelope& command, broker::Outlet& outlet) {
  commands_.handle(command, outlet);
}

}  // namespace ballast::actors
