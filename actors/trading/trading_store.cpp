#include "actors/trading/trading_store.hpp"

#include <array>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "actors/trading/schema.hpp"
#include "messages/codec.hpp"

namespace ballast::actors {
namespace {

using messages::OrderReport;
using messages::OrderState;
using planner::Date;
using planner::Failure;
using planner::FailureKind;
using planner::Result;

std::string name_of(OrderState state) {
  return std::string(messages::NamesOf<OrderState>::names[static_cast<std::size_t>(state)]);
}

std::string side_name(planner::Side side) {
  return side == planner::Side::buy ? "buy" : "sell";
}

std::string blob(const SQLite::Column& column) {
  const auto size = static_cast<std::size_t>(column.getBytes());
  return size == 0 ? std::string() : std::string(static_cast<const char*>(column.getBlob()), size);
}

void bind_blob(SQLite::Statement& statement, int place, const std::string& bytes) {
  statement.bind(place, bytes.data(), static_cast<int>(bytes.size()));
}

void insert(SQLite::Database& database, const JournalledOrder& order) {
  SQLite::Statement put(database,
                        "INSERT INTO placed_order (order_id, plan_id, step, command_id, state, "
                        "security, side, executed, report, fill) VALUES (?,?,?,?,?,?,?,?,?,?)");
  put.bind(1, order.report.order_id);
  put.bind(2, order.report.plan_id);
  put.bind(3, order.report.step);
  put.bind(4, order.command_id);
  put.bind(5, name_of(order.report.state));
  put.bind(6, order.fill.security.value);
  put.bind(7, side_name(order.report.side));
  put.bind(8, static_cast<std::int64_t>(order.fill.executed.time_since_epoch().count()));
  const std::string report = messages::encode(messages::OrderFilled{order.report});
  const std::string fill = messages::encode(order.fill);
  bind_blob(put, 9, report);
  bind_blob(put, 10, fill);
  put.exec();
}

Result<JournalledOrder> order_of(SQLite::Statement& row) {
  auto report = messages::decode<messages::OrderFilled>(blob(row.getColumn(0)));
  if (!report) return tl::unexpected(report.error());
  auto fill = messages::decode<messages::ApplyFill>(blob(row.getColumn(1)));
  if (!fill) return tl::unexpected(fill.error());
  return JournalledOrder{std::move(report->order), std::move(*fill), row.getColumn(2).getString()};
}

/// Runs a reading query that makes a value, with SQLite's errors as failures.
template <class Value, class Query>
Result<Value> reading(broker::Store& store, Query query) {
  Result<Value> out{Value{}};
  const auto done = store.read([&]() -> Result<void> {
    out = query(store.database());
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return out;
}

bool is_taken(SQLite::Database& database, const OrderReport& order) {
  SQLite::Statement query(database,
                          "SELECT 1 FROM placed_order WHERE plan_id = ? AND step = ? AND state IN "
                          "('placed', 'filled', 'unknown')");
  query.bind(1, order.plan_id);
  query.bind(2, order.step);
  return query.executeStep();
}

}  // namespace

Result<TradingStore> TradingStore::open(const std::filesystem::path& file, bool read_only) {
  auto store = broker::Store::open({file, trading_migrations(), read_only});
  if (!store) return tl::unexpected(store.error());
  return TradingStore(std::move(*store));
}

Result<void> TradingStore::journal(const std::vector<JournalledOrder>& orders) {
  return store_.write([&]() -> Result<void> {
    for (const JournalledOrder& order : orders) {
      if (order.report.state == OrderState::placed && is_taken(store_.database(), order.report)) {
        return tl::unexpected(Failure{FailureKind::conflict,
                                      fmt::format("step {} was executed before", order.report.step),
                                      "plan " + order.report.plan_id, "each step once"});
      }
      insert(store_.database(), order);
    }
    return {};
  });
}

Result<void> TradingStore::settle(std::string_view order_id, OrderState state,
                                  std::int64_t updated_ms,
                                  const std::vector<messages::OrderCheck>& checks) {
  return store_.write([&]() -> Result<void> {
    SQLite::Statement query(store_.database(),
                            "SELECT report, fill, command_id FROM placed_order WHERE order_id = ?");
    query.bind(1, std::string(order_id));
    if (!query.executeStep()) {
      return tl::unexpected(
          Failure{FailureKind::missing, "no such order", std::string(order_id), ""});
    }
    auto order = order_of(query);
    if (!order) return tl::unexpected(order.error());
    order->report.state = state;
    order->report.updated_ms = updated_ms;
    order->report.checks = checks;
    SQLite::Statement update(store_.database(),
                             "UPDATE placed_order SET state = ?, report = ? WHERE order_id = ?");
    const std::string report = messages::encode(messages::OrderFilled{order->report});
    update.bind(1, name_of(state));
    bind_blob(update, 2, report);
    update.bind(3, std::string(order_id));
    update.exec();
    return {};
  });
}

Result<std::vector<JournalledOrder>> TradingStore::select(std::string_view condition,
                                                          std::string_view value) {
  using Orders = std::vector<JournalledOrder>;
  return reading<Orders>(store_, [&](SQLite::Database& database) -> Result<Orders> {
    SQLite::Statement query(database,
                            fmt::format("SELECT report, fill, command_id FROM placed_order "
                                        "WHERE {} = ? ORDER BY number",
                                        condition));
    query.bind(1, std::string(value));
    Orders out;
    while (query.executeStep()) {
      auto order = order_of(query);
      if (!order) return tl::unexpected(order.error());
      out.push_back(std::move(*order));
    }
    return out;
  });
}

Result<std::vector<JournalledOrder>> TradingStore::open_orders() {
  return select("state", name_of(OrderState::placed));
}

Result<std::vector<JournalledOrder>> TradingStore::orders_of_command(std::string_view command_id) {
  return select("command_id", command_id);
}

Result<std::vector<OrderReport>> TradingStore::orders(std::string_view plan_id,
                                                      std::uint32_t limit) {
  using Reports = std::vector<OrderReport>;
  return reading<Reports>(store_, [&](SQLite::Database& database) -> Result<Reports> {
    SQLite::Statement query(database,
                            "SELECT report, fill, command_id FROM placed_order "
                            "WHERE ?1 = '' OR plan_id = ?1 ORDER BY number DESC LIMIT ?2");
    query.bind(1, std::string(plan_id));
    query.bind(2, limit);
    Reports out;
    while (query.executeStep()) {
      auto order = order_of(query);
      if (!order) return tl::unexpected(order.error());
      out.push_back(std::move(order->report));
    }
    return out;
  });
}

Result<std::vector<std::uint32_t>> TradingStore::executed_steps(std::string_view plan_id) {
  using Steps = std::vector<std::uint32_t>;
  return reading<Steps>(store_, [&](SQLite::Database& database) -> Result<Steps> {
    SQLite::Statement query(database,
                            "SELECT step FROM placed_order WHERE plan_id = ? AND state IN "
                            "('placed', 'filled', 'unknown') ORDER BY step");
    query.bind(1, std::string(plan_id));
    Steps out;
    while (query.executeStep()) out.push_back(query.getColumn(0).getUInt());
    return out;
  });
}

Result<std::uint32_t> TradingStore::attempts(std::string_view plan_id, std::uint32_t step) {
  return reading<std::uint32_t>(store_, [&](SQLite::Database& database) -> Result<std::uint32_t> {
    SQLite::Statement query(database,
                            "SELECT count(*) FROM placed_order WHERE plan_id = ? AND step = ?");
    query.bind(1, std::string(plan_id));
    query.bind(2, step);
    return query.executeStep() ? query.getColumn(0).getUInt() : 0U;
  });
}

Result<messages::TradeHistoryReport> TradingStore::history() {
  using Report = messages::TradeHistoryReport;
  return reading<Report>(store_, [&](SQLite::Database& database) -> Result<Report> {
    Report out;
    std::map<std::int64_t, planner::TradeHistory> by_security;
    SQLite::Statement query(database,
                            "SELECT security, side, max(executed) FROM placed_order "
                            "WHERE state = 'filled' GROUP BY security, side");
    while (query.executeStep()) {
      planner::TradeHistory& history = by_security[query.getColumn(0).getInt64()];
      history.security.value = query.getColumn(0).getInt64();
      const Date day{std::chrono::days{query.getColumn(2).getInt()}};
      (query.getColumn(1).getString() == "buy" ? history.last_bought : history.last_sold) = day;
    }
    for (auto& [security, history] : by_security) out.history.push_back(history);
    const auto placed = open_orders();
    if (!placed) return tl::unexpected(placed.error());
    for (const JournalledOrder& order : *placed) {
      out.pending.push_back(
          {order.fill.security, order.fill.side, order.fill.quantity, order.fill.price});
    }
    return out;
  });
}

}  // namespace ballast::actors
