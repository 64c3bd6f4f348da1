// What `ballast status` shows: every board, and on it every actor, in 80 columns.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "messages/board.hpp"
#include "messages/control.hpp"
#include "messages/crew_report.hpp"

namespace ballast::tools {

/// Returns "ready", "starting", "refused", "stuck" or "gone". Stuck: it beats and has work, but its
/// progress stands still; one that is slow is ready.
[[nodiscard]] std::string state_of(const messages::RegisteredActor& actor);

/// Returns a table for each board. Without a crew, credit and leases are not told. `following`:
/// boards that run as many evaluators as they can feed. `vitals`: what displays tell, by board.
[[nodiscard]] std::string status_text(const messages::Registry& registry,
                                      const std::optional<messages::CrewReport>& crew,
                                      const std::set<std::string>& following,
                                      const std::map<std::string, messages::BoardVitals>& vitals);

}  // namespace ballast::tools
