#include "actors/universe/listings.hpp"

#include <limits>

#include "actors/universe/imports.hpp"
#include "planner/model/currency.hpp"

namespace ballast::actors {
namespace {

constexpr std::int64_t days_of_year = 365;

std::optional<double> year_high(SQLite::Database& database, planner::SecurityId security,
                                std::int64_t last_day, const std::string& unit) {
  SQLite::Statement query(database,
                          "SELECT max(close) FROM price WHERE security = ?1 AND day <= ?2 AND "
                          "day > (SELECT max(day) FROM price WHERE security = ?1 AND day <= ?2) "
                          "- ?3");
  query.bind(1, security.value);
  query.bind(2, last_day);
  query.bind(3, days_of_year);
  const auto quotation = planner::quotation_of(unit);
  if (!quotation || !query.executeStep() || query.getColumn(0).isNull()) return std::nullopt;
  return query.getColumn(0).getDouble() / quotation->units_per_whole;
}

}  // namespace

std::vector<messages::Listing> find_listings(SQLite::Database& database,
                                             const std::vector<std::string>& symbols,
                                             std::optional<planner::Date> as_of) {
  const std::int64_t last_day =
      as_of ? number_of(*as_of) : std::numeric_limits<std::int32_t>::max();
  SQLite::Statement query(database, "SELECT id, exchange, unit FROM security WHERE symbol = ?");
  std::vector<messages::Listing> out;
  for (const std::string& symbol : symbols) {
    query.reset();
    query.bind(1, symbol);
    if (!query.executeStep()) continue;
    messages::Listing listing;
    listing.security.value = query.getColumn(0).getInt64();
    listing.symbol = symbol;
    listing.exchange = query.getColumn(1).getString();
    listing.year_high =
        year_high(database, listing.security, last_day, query.getColumn(2).getString());
    out.push_back(std::move(listing));
  }
  return out;
}

}  // namespace ballast::actors
