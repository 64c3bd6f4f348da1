// Adds what became of a run's batches to the account of a plan, which may take several runs.
#pragma once

#include "broker/work_plane/run.hpp"
#include "messages/plan_report.hpp"

namespace ballast::actors {

/// Adds one run's ledger; workers and boards of the same name are added up.
void add_ledger(messages::WorkLedger& into, const broker::Ledger& ledger);

}  // namespace ballast::actors
