// Entries of the ledger as rows of their table.
#pragma once

#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "planner/ledger/entry.hpp"
#include "planner/model/failure.hpp"

namespace ballast::actors {

/// Writes an entry as the row `number`. REQUIRES: an open transaction.
void put_entry(SQLite::Database& database, std::size_t number, const planner::ledger::Entry& entry);

/// Returns all entries in the order in which they were booked. Failure: invalid for a row that no
/// release can have written.
[[nodiscard]] planner::Result<std::vector<planner::ledger::Entry>> all_entries(
    SQLite::Database& database);

/// Returns how many entries there are.
[[nodiscard]] std::size_t entry_count(SQLite::Database& database);

}  // namespace ballast::actors
