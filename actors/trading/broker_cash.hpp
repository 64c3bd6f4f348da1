// Rows of money and shares that moved at the broker, as trading keeps them until the portfolio has
// them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "actors/trading/broker_adapter.hpp"

namespace ballast::actors {

/// A row that the portfolio has not got, and what it takes back.
struct CashToBook {
  BrokerCashRow row;
  std::string instead_of;  // row_id of what it takes back, booked by then; empty: none is known
};

/// Takes a row; one that is known changes nothing. REQUIRES: an open transaction.
void insert_cash_row(SQLite::Database& database, std::string_view broker, const BrokerCashRow& row);

/// Returns what is to be booked, in the order in which it was told.
[[nodiscard]] std::vector<CashToBook> cash_to_book(SQLite::Database& database,
                                                   std::string_view broker);

/// Returns the broker's words for cash that a person has to book, of rows from `since` on.
[[nodiscard]] std::vector<std::string> cash_left(SQLite::Database& database,
                                                 std::string_view broker, planner::Date since);

/// Returns what moved shares and neither the books have nor a person answered, oldest first.
[[nodiscard]] std::vector<BrokerCashRow> unanswered_shares(SQLite::Database& database,
                                                           std::string_view broker);

/// A person says that a row of shares is in the books; returns whether there is such a row.
/// REQUIRES: an open transaction.
[[nodiscard]] bool answer_shares(SQLite::Database& database, std::string_view broker,
                                 const std::string& row_id, std::int64_t at_ms);

/// The portfolio has it, or a person has to book it. REQUIRES: an open transaction.
void settle_cash_row(SQLite::Database& database, std::string_view broker, const std::string& row_id,
                     bool booked);

}  // namespace ballast::actors
