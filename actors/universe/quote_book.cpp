#include "actors/universe/quote_book.hpp"

#include <string>

#include "actors/universe/column_values.hpp"

namespace ballast::actors {

void store_quote(SQLite::Database& database, std::int64_t security, const planner::BestQuote& quote,
                 std::string_view source) {
  SQLite::Statement put(database,
                        "INSERT INTO quote VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT "
                        "(security) DO UPDATE SET bid = ?2, ask = ?3, bid_size = ?4, "
                        "ask_size = ?5, at_ms = ?6, source = ?7 WHERE at_ms <= ?6");
  put.bind(1, security);
  put.bind(2, quote.bid);
  put.bind(3, quote.ask);
  bind_value(put, 4, quote.bid_size);
  bind_value(put, 5, quote.ask_size);
  put.bind(6, quote.at_ms);
  put.bind(7, std::string(source));
  put.exec();
}

std::optional<planner::BestQuote> quote_of(SQLite::Database& database, std::int64_t security) {
  SQLite::Statement query(database,
                          "SELECT bid, ask, bid_size, ask_size, at_ms FROM quote WHERE "
                          "security = ?");
  query.bind(1, security);
  if (!query.executeStep()) return std::nullopt;
  return planner::BestQuote{query.getColumn(0).getDouble(), query.getColumn(1).getDouble(),
                            value_at(query, 2), value_at(query, 3), query.getColumn(4).getInt64()};
}

}  // namespace ballast::actors
