// Where securities are listed and how high they were, read from universe.db.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "broker/store.hpp"
#include "messages/listings.hpp"

namespace ballast::actors {

/// Returns what is known of securities on a day; empty: now. The year counts back from the last
/// price.
[[nodiscard]] std::vector<messages::Listing> find_listings(SQLite::Database& database,
                                                           const std::vector<std::string>& symbols,
                                                           std::optional<planner::Date> as_of);

}  // namespace ballast::actors
