#include "actors/universe/correlations.hpp"

#include <algorithm>
#include <limits>

#include "actors/universe/imports.hpp"

namespace ballast::actors {
namespace {

planner::PriceHistory newest_closes(SQLite::Statement& closes, std::int64_t security,
                                    std::int64_t last_day) {
  closes.reset();
  closes.bind(1, security);
  closes.bind(2, last_day);
  closes.bind(3, static_cast<int>(planner::correlated_closes));
  planner::PriceHistory history;
  while (closes.executeStep()) {
    history.dates.push_back(day_of(closes.getColumn(0).getInt64()));
    history.closes.push_back(closes.getColumn(1).getDouble());
  }
  std::reverse(history.dates.begin(), history.dates.end());
  std::reverse(history.closes.begin(), history.closes.end());
  return history;
}

}  // namespace

planner::Result<std::vector<planner::Correlation>> find_correlations(
    SQLite::Database& database, std::optional<planner::Date> as_of, double threshold) {
  const std::int64_t last_day =
      as_of ? number_of(*as_of) : std::numeric_limits<std::int32_t>::max();
  SQLite::Statement closes(database,
                           "SELECT day, close FROM price WHERE security = ? AND day <= ? "
                           "ORDER BY day DESC LIMIT ?");
  SQLite::Statement query(
      database, "SELECT id FROM security WHERE active != 0 AND allow_buy != 0 ORDER BY id");
  std::vector<planner::CorrelatedSeries> series;
  while (query.executeStep()) {
    const std::int64_t id = query.getColumn(0).getInt64();
    series.push_back({planner::SecurityId{id}, newest_closes(closes, id, last_day)});
  }
  return planner::correlations_above(series, threshold);
}

}  // namespace ballast::actors
