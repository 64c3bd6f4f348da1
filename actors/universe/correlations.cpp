#include "actors/universe/correlations.hpp"

#include <limits>

#include "actors/universe/closes.hpp"
#include "actors/universe/imports.hpp"

namespace ballast::actors {

planner::Result<std::vector<planner::Correlation>> find_correlations(
    SQLite::Database& database, std::optional<planner::Date> as_of, double threshold) {
  const std::int64_t last_day =
      as_of ? number_of(*as_of) : std::numeric_limits<std::int32_t>::max();
  SQLite::Statement closes(database, select_closes);
  SQLite::Statement query(
      database, "SELECT id FROM security WHERE active != 0 AND allow_buy != 0 ORDER BY id");
  constexpr int count = static_cast<int>(planner::correlated_closes);
  std::vector<planner::CorrelatedSeries> series;
  while (query.executeStep()) {
    const std::int64_t id = query.getColumn(0).getInt64();
    series.push_back({planner::SecurityId{id}, read_closes(closes, id, last_day, count).history});
  }
  return planner::correlations_above(series, threshold);
}

}  // namespace ballast::actors
