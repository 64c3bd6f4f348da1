// Fills: checked, applied once, kept for good.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include "messages/books.hpp"
#include "planner/model/failure.hpp"

namespace ballast::actors {

/// Applies a fill inside an open transaction, unless its id has been applied. Returns whether it
/// was new.
[[nodiscard]] planner::Result<bool> apply_fill(SQLite::Database& database,
                                               const messages::ApplyFill& fill);

/// Returns how much of a security is held.
[[nodiscard]] double quantity_of(SQLite::Database& database, planner::SecurityId security);

}  // namespace ballast::actors
