// What the journal tells of the past: steps, attempts, trades.
#include <map>

#include <fmt/format.h>

#include "actors/trading/booked_fills.hpp"
#include "actors/trading/order_queries.hpp"
#include "actors/trading/trading_store.hpp"

namespace ballast::actors {
namespace {

using planner::Date;
using planner::Result;

void add_pending(messages::TradeHistoryReport& report, const JournalledOrder& order,
                 planner::ledger::Quantity booked) {
  const auto life = order.life();
  const auto awaited = is_open(life.state()) ? life.quantity() : life.filled();
  if (awaited <= booked) return;
  report.pending.push_back(
      {order.fill.security, order.fill.side, (awaited - booked).units(), order.fill.price});
}

}  // namespace

Result<std::vector<std::uint32_t>> TradingStore::executed_steps(std::string_view plan_id) {
  using Steps = std::vector<std::uint32_t>;
  return reading<Steps>(store_, [&](SQLite::Database& database) -> Result<Steps> {
    SQLite::Statement query(database,
                            fmt::format("SELECT step FROM placed_order WHERE plan_id = ?1 AND {} "
                                        "UNION SELECT step FROM dropped_order WHERE plan_id = ?1 "
                                        "AND executed = 1 ORDER BY step",
                                        was_executed));
    query.bind(1, std::string(plan_id));
    Steps out;
    while (query.executeStep()) out.push_back(query.getColumn(0).getUInt());
    return out;
  });
}

Result<std::uint32_t> TradingStore::attempts(std::string_view plan_id, std::uint32_t step) {
  return reading<std::uint32_t>(store_, [&](SQLite::Database& database) -> Result<std::uint32_t> {
    SQLite::Statement query(database,
                            "SELECT (SELECT count(*) FROM placed_order WHERE plan_id = ?1 AND "
                            "step = ?2) + (SELECT count(*) FROM dropped_order WHERE plan_id = ?1 "
                            "AND step = ?2)");
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
                            "WHERE state = 'filled' OR filled > 0 GROUP BY security, side");
    while (query.executeStep()) {
      planner::TradeHistory& history = by_security[query.getColumn(0).getInt64()];
      history.security.value = query.getColumn(0).getInt64();
      const Date day{std::chrono::days{query.getColumn(2).getInt()}};
      (query.getColumn(1).getString() == "buy" ? history.last_bought : history.last_sold) = day;
    }
    for (auto& [security, history] : by_security) out.history.push_back(history);
    const auto carried = orders_where(database, is_to_be_carried, "");
    if (!carried) return tl::unexpected(carried.error());
    for (const JournalledOrder& order : *carried) {
      const auto unbooked = fills_of(database, order.report.order_id, true);
      if (!unbooked) return tl::unexpected(unbooked.error());
      add_pending(out, order, order.filled - shares_of(*unbooked));
    }
    return out;
  });
}

Result<std::vector<planner::trading::PastTrade>> TradingStore::sent_since(std::int64_t since_ms) {
  using Trades = std::vector<planner::trading::PastTrade>;
  return reading<Trades>(store_, [&](SQLite::Database& database) -> Result<Trades> {
    SQLite::Statement query(database,
                            "SELECT order_id, min(at_ms) FROM order_transition WHERE "
                            "cause = 'sent' AND at_ms > ? GROUP BY order_id ORDER BY min(number)");
    query.bind(1, since_ms);
    Trades out;
    while (query.executeStep()) {
      const auto order = order_of_id(database, query.getColumn(0).getString());
      if (!order) return tl::unexpected(order.error());
      out.push_back({order->report.symbol, order->report.side, query.getColumn(1).getInt64(),
                     order->report.value});
    }
    return out;
  });
}

Result<void> TradingStore::note_compared(std::int64_t at_ms) {
  return store_.write([&]() -> Result<void> {
    SQLite::Statement put(store_.database(), "INSERT INTO comparison (at_ms) VALUES (?)");
    put.bind(1, at_ms);
    put.exec();
    store_.database().exec(
        "DELETE FROM comparison WHERE number < (SELECT max(number) FROM comparison)");
    return {};
  });
}

Result<std::optional<std::int64_t>> TradingStore::compared_ms() {
  using Instant = std::optional<std::int64_t>;
  return reading<Instant>(store_, [&](SQLite::Database& database) -> Result<Instant> {
    SQLite::Statement query(database, "SELECT max(at_ms) FROM comparison");
    if (!query.executeStep() || query.getColumn(0).isNull()) return Instant{};
    return Instant{query.getColumn(0).getInt64()};
  });
}

Result<JournalledOrder> TradingStore::order_named(const std::string& name) {
  using Orders = std::vector<JournalledOrder>;
  auto found = reading<Orders>(store_, [&](SQLite::Database& database) {
    return orders_where(database,
                        "WHERE order_id = ?1 OR substr(order_id, -length(?1)) = ?1 "
                        "ORDER BY order_id <> ?1 LIMIT 2",
                        name);
  });
  if (!found) return tl::unexpected(found.error());
  if (found->empty()) {
    return tl::unexpected(planner::Failure{planner::FailureKind::missing, "no such order", name,
                                           "an id that `ballast orders` shows"});
  }
  if (found->size() > 1 && found->front().report.order_id != name) {
    return tl::unexpected(planner::Failure{planner::FailureKind::conflict,
                                           "several orders have such an id", name,
                                           "more of its letters"});
  }
  return std::move(found->front());
}

}  // namespace ballast::actors
