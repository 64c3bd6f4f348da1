// Bid and ask in universe.db: of each security the newest alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <SQLiteCpp/SQLiteCpp.h>

#include "planner/model/best_quote.hpp"

namespace ballast::actors {

/// Keeps a quote without fault, unless a newer one is known. Prices are in the unit of quotation.
/// No plan is made from quotes: the version of what is known does not rise. REQUIRES: an open
/// transaction.
void store_quote(SQLite::Database& database, std::int64_t security, const planner::BestQuote& quote,
                 std::string_view source);

[[nodiscard]] std::optional<planner::BestQuote> quote_of(SQLite::Database& database,
                                                         std::int64_t security);

}  // namespace ballast::actors
