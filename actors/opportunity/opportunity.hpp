// The opportunity actor: answers IdentifyOpportunities. It keeps nothing but the inputs that
// it read last, since most plans are computed from the same.
#pragma once

#include <optional>
#include <string>

#include "actors/commands/command_table.hpp"
#include "broker/behaviour.hpp"
#include "messages/planning.hpp"

namespace ballast::actors {

class OpportunityActor final : public broker::Behaviour {
 public:
  OpportunityActor();
  void receive(const messages::Envelope& command, broker::Outlet& outlet) override;

 private:
  struct Known {
    std::string bytes;
    planner::PlanInputs inputs;  // of these bytes, and checked
  };

  [[nodiscard]] broker::Result<messages::OpportunitiesFound> identify(
      const messages::IdentifyOpportunities& command);
  [[nodiscard]] broker::Result<void> read_inputs(const std::string& bytes);

  CommandTable commands_;
  std::optional<Known> known_;
};

}  // namespace ballast::actors
