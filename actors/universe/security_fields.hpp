// The fields of a security that a person may set, each with its name, its column and its check: the
// table behind `universe add`, `set` and `show`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "messages/universe.hpp"
#include "planner/model/failure.hpp"

namespace ballast::actors {

/// Adds or changes a security as `wish` says; `source_names` are those that may be named. Returns a
/// sentence for each field that is another now. REQUIRES: an open transaction. A Failure leaves
/// half of it: undo the transaction.
[[nodiscard]] planner::Result<std::vector<std::string>> change_security(
    SQLite::Database& database, const messages::ChangeSecurity& wish,
    const std::vector<std::string>& source_names, std::int64_t at_ms);

/// Returns what is set of a security, in the order of the table, each as `universe set` takes it.
[[nodiscard]] std::vector<messages::FieldWish> known_fields(SQLite::Database& database,
                                                            std::int64_t security);

/// Returns what a security lacks to be planned with: "isin", "type", "prices".
[[nodiscard]] std::vector<std::string> missing_of(SQLite::Database& database,
                                                  std::int64_t security);

}  // namespace ballast::actors
