// The imports of the portfolio, each inside an open transaction.
#pragma once

#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "actors/imports/import_tally.hpp"
#include "actors/portfolio/kept_ledger.hpp"
#include "messages/books.hpp"
#include "planner/model/security.hpp"

namespace ballast::actors {

/// Books what differs: shares that the file does not name, or that it tells otherwise, are removed
/// at their cost, and those that it tells are opened. `day` is the day of these entries.
[[nodiscard]] planner::Result<void> import_positions(SQLite::Database& database, KeptLedger& kept,
                                                     const messages::ImportPositions& import,
                                                     const std::vector<planner::Security>& known,
                                                     planner::Date day, ImportTally& tally);

/// Books what balances differ by.
[[nodiscard]] planner::Result<void> import_cash(SQLite::Database& database, KeptLedger& kept,
                                                const messages::ImportCash& import,
                                                planner::Date day, ImportTally& tally);

}  // namespace ballast::actors
