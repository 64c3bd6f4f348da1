#include "actors/portfolio/cash_book.hpp"

#include <algorithm>

namespace ballast::actors {

using planner::Money;

Money balance_of(SQLite::Database& database, const std::string& currency) {
  SQLite::Statement query(database, "SELECT amount_micros FROM cash WHERE currency = ?");
  query.bind(1, currency);
  return query.executeStep() ? Money::from_micros(query.getColumn(0).getInt64()) : Money{};
}

void set_balance(SQLite::Database& database, const std::string& currency, Money amount) {
  SQLite::Statement put(database, "INSERT OR REPLACE INTO cash VALUES (?, ?)");
  put.bind(1, currency);
  put.bind(2, amount.micros());
  put.exec();
}

std::vector<planner::CashBalance> balances(SQLite::Database& database) {
  std::vector<planner::CashBalance> out;
  SQLite::Statement query(database, "SELECT currency, amount_micros FROM cash ORDER BY currency");
  while (query.executeStep()) {
    out.push_back({query.getColumn(0).getString(),
                   Money::from_micros(query.getColumn(1).getInt64()).units()});
  }
  return out;
}

void move_cash(SQLite::Database& database, const messages::ApplyFill& fill) {
  const Money value = Money::from_units(fill.quantity * fill.price);
  const Money fee = Money::from_units(fill.fee * fill.rate);
  const Money change = fill.side == planner::Side::sell ? value - fee : -value - fee;
  const Money before = balance_of(database, fill.currency);
  const Money after = before + change;
  const Money floor = std::min(before, Money{});
  if (after >= floor || fill.currency == fill.base_currency) {
    set_balance(database, fill.currency, after);
    return;
  }
  const Money missing = floor - after;
  set_balance(database, fill.currency, floor);
  set_balance(
      database, fill.base_currency,
      balance_of(database, fill.base_currency) - Money::from_units(missing.units() / fill.rate));
}

}  // namespace ballast::actors
