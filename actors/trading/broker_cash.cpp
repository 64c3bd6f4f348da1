#include "actors/trading/broker_cash.hpp"

namespace ballast::actors {
namespace {

using planner::Money;

constexpr std::string_view earlier_of_family =
    "SELECT row_id FROM broker_cash AS earlier WHERE earlier.broker = told.broker AND "
    "earlier.family = told.family AND earlier.number < told.number AND earlier.stands = 1 AND "
    "earlier.state <> 'left' ORDER BY earlier.number DESC LIMIT 1";

BrokerCashRow told_row(SQLite::Statement& query) {
  BrokerCashRow out;
  out.row_id = query.getColumn(0).getString();
  out.kind = planner::ledger::entry_kind(query.getColumn(1).getString());
  out.amount = {query.getColumn(2).getString(), Money::from_micros(query.getColumn(3).getInt64())};
  out.tax = Money::from_micros(query.getColumn(4).getInt64());
  out.symbol = query.getColumn(5).getString();
  out.day = planner::Date{std::chrono::days{query.getColumn(6).getInt()}};
  out.family = query.getColumn(7).getString();
  out.takes_back = query.getColumn(8).getInt() != 0;
  out.stands = query.getColumn(9).getInt() != 0;
  out.text = query.getColumn(10).getString();
  out.moves_shares = query.getColumn(11).getInt() != 0;
  out.shares = planner::ledger::Quantity::of(query.getColumn(12).getInt64());
  out.price = planner::ledger::Price::of(query.getColumn(13).getInt64());
  return out;
}

constexpr const char* row_columns =
    "row_id, kind, currency, amount, tax, symbol, day, family, takes_back, stands, text, "
    "moves_shares, shares, price";

}  // namespace

void insert_cash_row(SQLite::Database& database, std::string_view broker,
                     const BrokerCashRow& row) {
  SQLite::Statement put(database,
                        "INSERT INTO broker_cash (broker, row_id, kind, currency, amount, tax, "
                        "symbol, day, family, takes_back, stands, text, moves_shares, shares, "
                        "price, state) VALUES "
                        "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'told') "
                        "ON CONFLICT (broker, row_id) DO NOTHING");
  put.bind(1, std::string(broker));
  put.bind(2, row.row_id);
  put.bind(3, row.kind ? std::string(planner::ledger::name_of(*row.kind)) : std::string());
  put.bind(4, row.amount.currency);
  put.bind(5, row.amount.money.micros());
  put.bind(6, row.tax.micros());
  put.bind(7, row.symbol);
  put.bind(8, static_cast<std::int64_t>(row.day.time_since_epoch().count()));
  put.bind(9, row.family);
  put.bind(10, row.takes_back ? 1 : 0);
  put.bind(11, row.stands ? 1 : 0);
  put.bind(12, row.text);
  put.bind(13, row.moves_shares ? 1 : 0);
  put.bind(14, row.shares.count());
  put.bind(15, row.price.count());
  put.exec();
}

std::vector<CashToBook> cash_to_book(SQLite::Database& database, std::string_view broker) {
  SQLite::Statement query(database, "SELECT " + std::string(row_columns) + ", coalesce((" +
                                        std::string(earlier_of_family) +
                                        "), '') FROM broker_cash AS told WHERE broker = ? AND "
                                        "state = 'told' ORDER BY number");
  query.bind(1, std::string(broker));
  std::vector<CashToBook> out;
  while (query.executeStep()) {
    CashToBook one{told_row(query), ""};
    if (one.row.takes_back) one.instead_of = query.getColumn(14).getString();
    out.push_back(std::move(one));
  }
  return out;
}

std::vector<std::string> cash_left(SQLite::Database& database, std::string_view broker,
                                   planner::Date since) {
  SQLite::Statement query(database,
                          "SELECT text FROM broker_cash WHERE broker = ? AND state = 'left' AND "
                          "moves_shares = 0 AND day >= ? ORDER BY number");
  query.bind(1, std::string(broker));
  query.bind(2, static_cast<std::int64_t>(since.time_since_epoch().count()));
  std::vector<std::string> out;
  while (query.executeStep()) out.push_back(query.getColumn(0).getString());
  return out;
}

std::vector<BrokerCashRow> unanswered_shares(SQLite::Database& database, std::string_view broker) {
  SQLite::Statement query(database, "SELECT " + std::string(row_columns) +
                                        " FROM broker_cash WHERE broker = ? AND moves_shares = 1 "
                                        "AND answered_ms IS NULL AND state <> 'booked' "
                                        "ORDER BY number");
  query.bind(1, std::string(broker));
  std::vector<BrokerCashRow> out;
  while (query.executeStep()) out.push_back(told_row(query));
  return out;
}

bool answer_shares(SQLite::Database& database, std::string_view broker, const std::string& row_id,
                   std::int64_t at_ms) {
  SQLite::Statement put(database,
                        "UPDATE broker_cash SET answered_ms = coalesce(answered_ms, ?), state = "
                        "CASE state WHEN 'told' THEN 'left' ELSE state END "
                        "WHERE broker = ? AND row_id = ? AND moves_shares = 1");
  put.bind(1, at_ms);
  put.bind(2, std::string(broker));
  put.bind(3, row_id);
  return put.exec() > 0;
}

void settle_cash_row(SQLite::Database& database, std::string_view broker, const std::string& row_id,
                     bool booked) {
  SQLite::Statement put(database,
                        "UPDATE broker_cash SET state = ? WHERE broker = ? AND row_id = ?");
  put.bind(1, booked ? "booked" : "left");
  put.bind(2, std::string(broker));
  put.bind(3, row_id);
  put.exec();
}

}  // namespace ballast::actors
