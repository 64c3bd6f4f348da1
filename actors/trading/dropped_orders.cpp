// Old orders leave trading.db: what the books need is in the books. Of each its name stays, so that
// no step is traded twice, and of each security its last purchase and sale.
#include <string>
#include <vector>

#include "actors/trading/order_queries.hpp"
#include "actors/trading/trading_store.hpp"

namespace ballast::actors {
namespace {

using planner::Result;

/// Over, booked, not of a run of the loop that goes on, and not the last trade on its side.
constexpr const char* old_orders =
    "SELECT order_id FROM placed_order o WHERE state NOT IN ('journalled', 'sent', 'unknown', "
    "'acknowledged', 'partly_filled') "
    "AND (SELECT max(at_ms) FROM order_transition t WHERE t.order_id = o.order_id) < ?1 "
    "AND NOT EXISTS (SELECT 1 FROM order_fill f WHERE f.order_id = o.order_id AND booked = 0) "
    "AND order_id NOT IN (SELECT order_id FROM loop_run WHERE stage <> 'over') "
    "AND number NOT IN (SELECT number FROM (SELECT number, row_number() OVER (PARTITION BY "
    "security, side ORDER BY executed DESC, number DESC) AS place FROM placed_order "
    "WHERE state = 'filled' OR filled > 0) WHERE place = 1) "
    "ORDER BY number LIMIT ?2";

/// What stays of an order is written first: without it its transitions may not go.
constexpr const char* steps_of_dropping[] = {
    ("INSERT INTO dropped_order SELECT order_id, plan_id, step, (filled > 0 OR state = 'filled') "
     "FROM placed_order WHERE order_id = ?1"),
    "DELETE FROM order_fill WHERE order_id = ?1",
    "DELETE FROM order_transition WHERE order_id = ?1",
    "DELETE FROM placed_order WHERE order_id = ?1"};

/// What people did long ago: the newest row, or one that holds, stays.
constexpr const char* old_acts[] = {
    "DELETE FROM queued_step WHERE came_of_it <> '' AND queued_ms < ?1",
    "DELETE FROM breaker WHERE reset_ms < ?1",
    ("DELETE FROM trading_state WHERE at_ms < ?1 AND number < (SELECT max(number) FROM "
     "trading_state)"),
    "DELETE FROM automatic WHERE at_ms < ?1 AND number < (SELECT max(number) FROM automatic)",
    // The broker tells a fill again for some days at most.
    "DELETE FROM external_fill WHERE booked = 1 AND executed_ms < ?1"};

std::vector<std::string> names_of_old(SQLite::Database& database, std::int64_t before_ms,
                                      std::int64_t most) {
  SQLite::Statement query(database, old_orders);
  query.bind(1, before_ms);
  query.bind(2, most);
  std::vector<std::string> out;
  while (query.executeStep()) out.push_back(query.getColumn(0).getString());
  return out;
}

}  // namespace

Result<std::size_t> TradingStore::drop_before(std::int64_t before_ms, std::size_t most) {
  return writing<std::size_t>(store_, [&](SQLite::Database& database) -> Result<std::size_t> {
    const auto names = names_of_old(database, before_ms, static_cast<std::int64_t>(most));
    for (const std::string& name : names) {
      for (const char* step : steps_of_dropping) {
        SQLite::Statement statement(database, step);
        statement.bind(1, name);
        statement.exec();
      }
    }
    for (const char* acts : old_acts) {
      SQLite::Statement statement(database, acts);
      statement.bind(1, before_ms);
      statement.exec();
    }
    return names.size();
  });
}

}  // namespace ballast::actors
