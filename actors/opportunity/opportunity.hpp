// The opportunity actor: answers IdentifyOpportunities. It keeps nothing.
#pragma once

#include "actors/commands/command_table.hpp"
#include "broker/behaviour.hpp"

namespace ballast::actors {

class OpportunityActor final : public broker::Behaviour {
 public:
  OpportunityActor();
  void receive(const messages::Envelope& command, broker::Outlet& outlet) override;

 private:
  CommandTable commands_;
};

}  // namespace ballast::actors
