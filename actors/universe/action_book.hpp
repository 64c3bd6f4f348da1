// Dividends and splits of a source into their tables.
#pragma once

#include <cstdint>
#include <string>

#include <SQLiteCpp/SQLiteCpp.h>

#include "actors/universe/sources/bar.hpp"

namespace ballast::actors {

/// Stores dividends and splits, each with its act of fetching; before the bars, which they explain.
/// Returns how many are new or other ones than before. REQUIRES: an open transaction.
[[nodiscard]] std::uint64_t store_actions(SQLite::Database& database, std::int64_t security,
                                          const std::string& unit, const History& history,
                                          std::int64_t fetch);

}  // namespace ballast::actors
