// The imports of the portfolio, each inside an open transaction.
#pragma once

#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "actors/imports/import_tally.hpp"
#include "messages/books.hpp"
#include "planner/model/security.hpp"

namespace ballast::actors {

[[nodiscard]] planner::Result<void> import_positions(SQLite::Database& database,
                                                     const messages::ImportPositions& import,
                                                     const std::vector<planner::Security>& known,
                                                     ImportTally& tally);
[[nodiscard]] planner::Result<void> import_cash(SQLite::Database& database,
                                                const messages::ImportCash& import,
                                                ImportTally& tally);

/// Returns all positions by ascending id.
[[nodiscard]] std::vector<planner::Position> positions(SQLite::Database& database);

}  // namespace ballast::actors
