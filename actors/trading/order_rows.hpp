// The rows of trading.db: how orders, their transitions and their fills are written and read. All
// of these run inside a transaction or a reading query of the store.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actors/trading/broker_adapter.hpp"
#include "broker/store.hpp"
#include "messages/books.hpp"
#include "messages/trading.hpp"

namespace ballast::actors {

/// An order as it is journalled: what is told of it, and how its fills are booked.
struct JournalledOrder {
  messages::OrderReport report;
  messages::ApplyFill fill;     // all of it at once; each fill is booked like this one
  std::string command_id;       // of the ExecutePlan that asked for it
  std::string broker_order_id;  // empty: not told yet
  planner::ledger::Quantity filled;

  [[nodiscard]] planner::trading::OrderLife life() const;
};

/// A transition as it is kept.
struct KeptTransition {
  std::int64_t at_ms = 0;  // wall clock, since 1970
  planner::trading::Transition transition;
  std::string text;  // who or what said so

  bool operator==(const KeptTransition&) const = default;
};

/// Writes a new order and the transitions that brought it to its state.
void insert_order(SQLite::Database& database, const JournalledOrder& order);

/// Writes a transition and the state of the order after it.
void keep_transition(SQLite::Database& database, JournalledOrder& order,
                     const KeptTransition& kept);

/// Writes what is told of an order as it is now.
void keep_report(SQLite::Database& database, const JournalledOrder& order);

/// Returns orders for a condition of SQL with one parameter; in the order of placing.
[[nodiscard]] planner::Result<std::vector<JournalledOrder>> orders_where(SQLite::Database& database,
                                                                         std::string_view condition,
                                                                         std::string_view value);

/// Returns the order of an id. Failure: missing.
[[nodiscard]] planner::Result<JournalledOrder> order_of_id(SQLite::Database& database,
                                                           std::string_view order_id);

[[nodiscard]] planner::Result<std::vector<KeptTransition>> transitions_of(
    SQLite::Database& database, std::string_view order_id);

/// Returns fills in the order in which they were told; those that the portfolio has not, or all.
[[nodiscard]] planner::Result<std::vector<messages::ApplyFill>> fills_of(SQLite::Database& database,
                                                                         std::string_view order_id,
                                                                         bool only_unbooked);

void insert_fill(SQLite::Database& database, const messages::ApplyFill& fill);

[[nodiscard]] bool fill_is_known(SQLite::Database& database, const std::string& fill_id);

/// Writes a fill that belongs to no order, or cannot; once.
void insert_external_fill(SQLite::Database& database, const BrokerFill& fill,
                          const std::string& text);

[[nodiscard]] std::string blob_of(const SQLite::Column& column);
void bind_blob(SQLite::Statement& statement, int place, const std::string& bytes);

}  // namespace ballast::actors
