#include "actors/trading/external_fills.hpp"

namespace ballast::actors {
namespace {

using planner::Money;
using planner::ledger::Price;
using planner::ledger::Quantity;

BrokerFill told_fill(SQLite::Statement& row) {
  BrokerFill fill;
  fill.fill_id = row.getColumn(0).getString();
  fill.broker_order_id = row.getColumn(1).getString();
  fill.symbol = row.getColumn(2).getString();
  fill.side = row.getColumn(3).getString() == "buy" ? planner::Side::buy : planner::Side::sell;
  fill.quantity = Quantity::of(row.getColumn(4).getInt64());
  fill.price = Price::of(row.getColumn(5).getInt64());
  fill.currency = row.getColumn(6).getString();
  fill.fee = {row.getColumn(8).getString(), Money::from_micros(row.getColumn(7).getInt64())};
  fill.executed_ms = row.getColumn(9).getInt64();
  fill.day = planner::Date{std::chrono::days{row.getColumn(10).getInt()}};
  return fill;
}

}  // namespace

std::vector<BrokerFill> unbooked_external_fills(SQLite::Database& database,
                                                const std::string& broker_order_id) {
  SQLite::Statement query(database,
                          "SELECT fill_id, broker_order_id, symbol, side, quantity, price, "
                          "currency, fee, fee_currency, executed_ms, day FROM external_fill "
                          "WHERE booked = 0 AND (?1 = '' OR broker_order_id = ?1) ORDER BY number");
  query.bind(1, broker_order_id);
  std::vector<BrokerFill> out;
  while (query.executeStep()) out.push_back(told_fill(query));
  return out;
}

void forget_external_fill(SQLite::Database& database, const std::string& fill_id) {
  SQLite::Statement drop(database, "DELETE FROM external_fill WHERE fill_id = ?");
  drop.bind(1, fill_id);
  drop.exec();
}

void mark_external_fill_booked(SQLite::Database& database, const std::string& fill_id) {
  SQLite::Statement update(database, "UPDATE external_fill SET booked = 1 WHERE fill_id = ?");
  update.bind(1, fill_id);
  update.exec();
}

}  // namespace ballast::actors
