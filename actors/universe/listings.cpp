#include "actors/universe/listings.hpp"

#include <algorithm>
#include <limits>

#include "actors/universe/closes.hpp"
#include "actors/universe/column_values.hpp"
#include "actors/universe/imports.hpp"
#include "actors/universe/quote_book.hpp"
#include "planner/model/currency.hpp"

namespace ballast::actors {
namespace {

constexpr int days_of_year = 365;

/// In whole units, at the level of the quote: the closes of a year are of one series, which may be
/// adjusted since.
std::optional<double> year_high(SQLite::Statement& closes, planner::SecurityId security,
                                std::int64_t last_day, const std::string& unit) {
  const auto quotation = planner::quotation_of(unit);
  const Closes known = read_closes(closes, security.value, last_day, days_of_year + 1);
  if (!quotation || !known.quote || known.history.closes.empty()) return std::nullopt;
  const planner::Date newest = known.history.dates.back();
  double highest = 0.0;
  for (std::size_t at = 0; at < known.history.dates.size(); ++at) {
    if (planner::days_between(known.history.dates[at], newest) >= days_of_year) continue;
    highest = std::max(highest, known.history.closes[at]);
  }
  const double last = known.history.closes.back();
  const double scale = last == known.quote->price ? 1.0 : known.quote->price / last;
  return highest * scale / quotation->units_per_whole;
}

}  // namespace

std::vector<messages::Listing> find_listings(SQLite::Database& database,
                                             const std::vector<std::string>& symbols,
                                             std::optional<planner::Date> as_of) {
  const std::int64_t last_day =
      as_of ? number_of(*as_of) : std::numeric_limits<std::int32_t>::max();
  SQLite::Statement query(database,
                          "SELECT id, exchange, unit, tick FROM security WHERE symbol = ?");
  SQLite::Statement closes(database, select_closes);
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
        year_high(closes, listing.security, last_day, query.getColumn(2).getString());
    if (const auto quotation = planner::quotation_of(query.getColumn(2).getString())) {
      const double units = quotation->units_per_whole;
      if (const auto tick = value_at(query, 3)) listing.tick = *tick / units;
      const auto quote = as_of ? std::nullopt : quote_of(database, listing.security.value);
      if (quote) listing.quote = planner::in_whole_units(*quote, units);
    }
    out.push_back(std::move(listing));
  }
  return out;
}

}  // namespace ballast::actors
