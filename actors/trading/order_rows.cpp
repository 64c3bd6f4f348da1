#include "actors/trading/order_rows.hpp"

#include <fmt/format.h>

#include "messages/codec.hpp"

namespace ballast::actors {
namespace {

using messages::OrderReport;
using messages::OrderState;
using planner::Failure;
using planner::FailureKind;
using planner::Result;
using planner::ledger::Quantity;
using planner::trading::Cause;
using planner::trading::OrderLife;

constexpr const char* order_columns =
    "SELECT report, fill, command_id, broker_order_id, filled, state FROM placed_order ";

std::string text_of(std::string_view name) {
  return std::string(name);
}

const char* side_name(planner::Side side) {
  return side == planner::Side::buy ? "buy" : "sell";
}

Failure unreadable(std::string_view what) {
  return {FailureKind::invalid, "an order of the journal cannot be read", text_of(what), ""};
}

std::int64_t days(planner::Date date) {
  return date.time_since_epoch().count();
}

Result<JournalledOrder> read_order(SQLite::Statement& row) {
  auto report = messages::decode<messages::OrderFilled>(blob_of(row.getColumn(0)));
  if (!report) return tl::unexpected(report.error());
  auto fill = messages::decode<messages::ApplyFill>(blob_of(row.getColumn(1)));
  if (!fill) return tl::unexpected(fill.error());
  const auto state = planner::trading::order_state(row.getColumn(5).getString());
  if (!state) return tl::unexpected(unreadable("state"));
  JournalledOrder out{std::move(report->order), std::move(*fill), row.getColumn(2).getString(),
                      row.getColumn(3).getString(), Quantity::of(row.getColumn(4).getInt64())};
  out.report.state = *state;
  return out;
}

/// The transitions of an order that is written down for the first time.
std::vector<KeptTransition> first_transitions(const OrderReport& report) {
  const std::int64_t at = report.updated_ms;
  if (report.state == OrderState::journalled) {
    return {{at, {OrderState::proposed, Cause::checks_passed, OrderState::checked, {}}, ""},
            {at, {OrderState::checked, Cause::journalled, OrderState::journalled, {}}, ""}};
  }
  std::string why;
  for (const messages::OrderCheck& check : report.checks) {
    if (!check.passed) why += (why.empty() ? "" : "; ") + check.text;
  }
  return {{at, {OrderState::proposed, Cause::check_failed, OrderState::blocked, {}}, why}};
}

void insert_transition(SQLite::Database& database, const std::string& order_id,
                       const KeptTransition& kept) {
  SQLite::Statement put(database,
                        "INSERT INTO order_transition (order_id, at_ms, from_state, cause, "
                        "to_state, filled, text) VALUES (?,?,?,?,?,?,?)");
  put.bind(1, order_id);
  put.bind(2, kept.at_ms);
  put.bind(3, text_of(name_of(kept.transition.from)));
  put.bind(4, text_of(name_of(kept.transition.cause)));
  put.bind(5, text_of(name_of(kept.transition.to)));
  put.bind(6, kept.transition.filled.count());
  put.bind(7, kept.text);
  put.exec();
}

}  // namespace

OrderLife JournalledOrder::life() const {
  return OrderLife::of(report.state, Quantity::nearest(report.quantity).value_or(Quantity::of(1)),
                       filled);
}

std::string blob_of(const SQLite::Column& column) {
  const auto size = static_cast<std::size_t>(column.getBytes());
  return size == 0 ? std::string() : std::string(static_cast<const char*>(column.getBlob()), size);
}

void bind_blob(SQLite::Statement& statement, int place, const std::string& bytes) {
  statement.bind(place, bytes.data(), static_cast<int>(bytes.size()));
}

void insert_order(SQLite::Database& database, const JournalledOrder& order) {
  SQLite::Statement put(database,
                        "INSERT INTO placed_order (order_id, plan_id, step, command_id, state, "
                        "security, side, executed, report, fill) VALUES (?,?,?,?,?,?,?,?,?,?)");
  put.bind(1, order.report.order_id);
  put.bind(2, order.report.plan_id);
  put.bind(3, order.report.step);
  put.bind(4, order.command_id);
  put.bind(5, text_of(name_of(order.report.state)));
  put.bind(6, order.fill.security.value);
  put.bind(7, side_name(order.report.side));
  put.bind(8, days(order.fill.executed));
  const std::string report = messages::encode(messages::OrderFilled{order.report});
  const std::string fill = messages::encode(order.fill);
  bind_blob(put, 9, report);
  bind_blob(put, 10, fill);
  put.exec();
  for (const KeptTransition& kept : first_transitions(order.report)) {
    insert_transition(database, order.report.order_id, kept);
  }
}

void keep_transition(SQLite::Database& database, JournalledOrder& order,
                     const KeptTransition& kept) {
  insert_transition(database, order.report.order_id, kept);
  order.report.state = kept.transition.to;
  order.report.updated_ms = kept.at_ms;
  order.filled += kept.transition.filled;
  order.report.filled = order.life().filled().units();
  keep_report(database, order);
}

void keep_report(SQLite::Database& database, const JournalledOrder& order) {
  SQLite::Statement update(database,
                           "UPDATE placed_order SET state = ?, filled = ?, broker_order_id = ?, "
                           "executed = ?, report = ? WHERE order_id = ?");
  update.bind(1, text_of(name_of(order.report.state)));
  update.bind(2, order.filled.count());
  update.bind(3, order.broker_order_id);
  update.bind(4, days(order.fill.executed));
  const std::string report = messages::encode(messages::OrderFilled{order.report});
  bind_blob(update, 5, report);
  update.bind(6, order.report.order_id);
  update.exec();
}

Result<std::vector<JournalledOrder>> orders_where(SQLite::Database& database,
                                                  std::string_view condition,
                                                  std::string_view value) {
  SQLite::Statement query(database, order_columns + text_of(condition));
  query.bind(1, text_of(value));
  std::vector<JournalledOrder> out;
  while (query.executeStep()) {
    auto order = read_order(query);
    if (!order) return tl::unexpected(order.error());
    out.push_back(std::move(*order));
  }
  return out;
}

Result<JournalledOrder> order_of_id(SQLite::Database& database, std::string_view order_id) {
  auto found = orders_where(database, "WHERE order_id = ?", order_id);
  if (!found) return tl::unexpected(found.error());
  if (found->empty()) {
    return tl::unexpected(
        Failure{FailureKind::missing, "no such order", text_of(order_id), "an order's id"});
  }
  return std::move(found->front());
}

Result<std::vector<KeptTransition>> transitions_of(SQLite::Database& database,
                                                   std::string_view order_id) {
  SQLite::Statement query(database,
                          "SELECT at_ms, from_state, cause, to_state, filled, text FROM "
                          "order_transition WHERE order_id = ? ORDER BY number");
  query.bind(1, text_of(order_id));
  std::vector<KeptTransition> out;
  while (query.executeStep()) {
    const auto from = planner::trading::order_state(query.getColumn(1).getString());
    const auto cause = planner::trading::cause(query.getColumn(2).getString());
    const auto to = planner::trading::order_state(query.getColumn(3).getString());
    if (!from || !cause || !to) return tl::unexpected(unreadable("transition"));
    const auto filled = Quantity::of(query.getColumn(4).getInt64());
    out.push_back({query.getColumn(0).getInt64(),
                   {*from, *cause, *to, filled},
                   query.getColumn(5).getString()});
  }
  return out;
}

Result<std::vector<messages::ApplyFill>> fills_of(SQLite::Database& database,
                                                  std::string_view order_id, bool only_unbooked) {
  SQLite::Statement query(database, fmt::format("SELECT body FROM order_fill WHERE order_id = ?{} "
                                                "ORDER BY number",
                                                only_unbooked ? " AND booked = 0" : ""));
  query.bind(1, text_of(order_id));
  std::vector<messages::ApplyFill> out;
  while (query.executeStep()) {
    auto fill = messages::decode<messages::ApplyFill>(blob_of(query.getColumn(0)));
    if (!fill) return tl::unexpected(fill.error());
    out.push_back(std::move(*fill));
  }
  return out;
}

void insert_fill(SQLite::Database& database, const messages::ApplyFill& fill) {
  SQLite::Statement put(database,
                        "INSERT INTO order_fill (fill_id, order_id, body) VALUES (?, ?, ?)");
  put.bind(1, fill.fill_id);
  put.bind(2, fill.order_id);
  const std::string body = messages::encode(fill);
  bind_blob(put, 3, body);
  put.exec();
}

bool fill_is_known(SQLite::Database& database, const std::string& fill_id) {
  SQLite::Statement query(database,
                          "SELECT 1 FROM order_fill WHERE fill_id = ?1 UNION ALL "
                          "SELECT 1 FROM external_fill WHERE fill_id = ?1");
  query.bind(1, fill_id);
  return query.executeStep();
}

void insert_external_fill(SQLite::Database& database, const BrokerFill& fill,
                          const std::string& text) {
  SQLite::Statement put(database,
                        "INSERT INTO external_fill (fill_id, broker_order_id, symbol, side, "
                        "quantity, price, currency, fee, fee_currency, executed_ms, day, text) "
                        "VALUES (?,?,?,?,?,?,?,?,?,?,?,?)");
  put.bind(1, fill.fill_id);
  put.bind(2, fill.broker_order_id);
  put.bind(3, fill.symbol);
  put.bind(4, side_name(fill.side));
  put.bind(5, fill.quantity.count());
  put.bind(6, fill.price.count());
  put.bind(7, fill.currency);
  put.bind(8, fill.fee.money.micros());
  put.bind(9, fill.fee.currency);
  put.bind(10, fill.executed_ms);
  put.bind(11, days(fill.day));
  put.bind(12, text);
  put.exec();
}

}  // namespace ballast::actors
