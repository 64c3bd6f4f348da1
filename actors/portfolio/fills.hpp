// Fills: checked, applied once, kept for good.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include "actors/portfolio/kept_ledger.hpp"
#include "messages/books.hpp"
#include "planner/model/failure.hpp"

namespace ballast::actors {

/// Books a fill inside an open transaction, unless its id has been booked: the trade with its fee,
/// converted at the fill's rate, and before it an exchange of what its currency lacks. Returns
/// whether it was new.
[[nodiscard]] planner::Result<bool> apply_fill(SQLite::Database& database, KeptLedger& kept,
                                               const messages::ApplyFill& fill);

/// Returns how much of a security is held.
[[nodiscard]] double quantity_of(const KeptLedger& kept, planner::SecurityId security);

}  // namespace ballast::actors
