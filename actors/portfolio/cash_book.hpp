// Cash by currency, in whole millionths of each.
#pragma once

#include <string>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "messages/books.hpp"
#include "planner/model/money.hpp"

namespace ballast::actors {

/// Returns the balance; 0 for a currency without one.
[[nodiscard]] planner::Money balance_of(SQLite::Database& database, const std::string& currency);

void set_balance(SQLite::Database& database, const std::string& currency, planner::Money amount);

/// Returns all balances by currency.
[[nodiscard]] std::vector<planner::CashBalance> balances(SQLite::Database& database);

/// Moves the cash of a fill: what it brings or costs in its currency, the fee converted at its
/// rate; what its currency lacks is taken from the base currency at the same rate. REQUIRES: a
/// sound fill.
void move_cash(SQLite::Database& database, const messages::ApplyFill& fill);

}  // namespace ballast::actors
