// Entries that a person tells, row by row, inside an open transaction.
#pragma once

#include <string>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "actors/imports/import_tally.hpp"
#include "actors/portfolio/kept_ledger.hpp"
#include "messages/entries.hpp"
#include "messages/rates.hpp"
#include "planner/model/security.hpp"

namespace ballast::actors {

/// What the universe knows of the rows.
struct EntrySurroundings {
  std::vector<planner::Security> securities;  // of their symbols
  messages::RatesTold rates;                  // one for each question of rates_wanted
};

/// Returns the rates that the rows leave open, each currency and day once.
[[nodiscard]] messages::GetRates rates_wanted(const std::vector<messages::EntryRow>& rows,
                                              const std::vector<planner::Security>& securities);

/// Books the rows in order, each under the id "file/" and its own. A row whose entry is there
/// already changes nothing; one that tells it otherwise is refused, since an entry never changes.
/// Failures name file and line.
[[nodiscard]] planner::Result<void> import_entries(SQLite::Database& database, KeptLedger& kept,
                                                   const messages::ImportEntries& import,
                                                   const EntrySurroundings& known,
                                                   planner::Date today, ImportTally& tally);

}  // namespace ballast::actors
