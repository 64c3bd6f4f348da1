// What is known on a day, put together from the tables.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "messages/market.hpp"

namespace ballast::actors {

/// Returns all securities with quote, metrics and quality, and the newest rates. Prices, rates,
/// dividends and fundamentals after `as_of` are not looked at.
[[nodiscard]] messages::UniverseSnapshot make_snapshot(SQLite::Database& database,
                                                       std::optional<planner::Date> as_of,
                                                       double target_annual_return);

/// Returns one security without quote and metrics, or nothing.
[[nodiscard]] std::optional<planner::Security> find_master_data(SQLite::Database& database,
                                                                const std::string& symbol);

/// Returns at most so many securities with ids above `after`, by rising id, likewise.
[[nodiscard]] std::vector<planner::Security> next_master_data(SQLite::Database& database,
                                                              std::int64_t after, std::size_t most);

}  // namespace ballast::actors
