#include "actors/commands/command_table.hpp"

namespace ballast::actors {

void CommandTable::handle(const messages::Envelope& command, broker::Outlet& outlet) const {
  if (const auto at = handlers_.find(command.header.type); at != handlers_.end()) {
    at->second(command, outlet);
    return;
  }
  std::string known;
  for (const auto& [type, handler] : handlers_) known += (known.empty() ? "" : ", ") + type;
  if (known.empty()) known = "none; it takes its work from elsewhere";
  outlet.refuse(command, {planner::FailureKind::invalid,
                          "the " + outlet.self().role + " does not know this command",
                          command.header.type, known});
}

}  // namespace ballast::actors
