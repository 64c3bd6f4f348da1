// The account of a plan's batches, and how its queue stands, as text.
#pragma once

#include <string>

#include "messages/events.hpp"
#include "messages/plan_report.hpp"

namespace ballast::tools {

/// Returns the ledger of a plan, per worker and per board, and whether it balances.
[[nodiscard]] std::string ledger_text(const messages::PlanReport& report);

/// Returns one line: stage, waiting, leases, workers.
[[nodiscard]] std::string queue_text(const messages::PlanProgress& progress);

}  // namespace ballast::tools
