// Which securities that may be bought move together, from the closes in the tables.
#pragma once

#include <optional>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "planner/metrics/correlation.hpp"

namespace ballast::actors {

/// Returns what planner::correlations_above says of all active securities that may be bought, from
/// their newest closes up to `as_of`.
[[nodiscard]] planner::Result<std::vector<planner::Correlation>> find_correlations(
    SQLite::Database& database, std::optional<planner::Date> as_of, double threshold);

}  // namespace ballast::actors
