#include "actors/trading/trading_store.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "actors/trading/booked_fills.hpp"
#include "actors/trading/external_fills.hpp"
#include "actors/trading/kept_queue.hpp"
#include "actors/trading/order_queries.hpp"
#include "actors/trading/schema.hpp"

namespace ballast::actors {
namespace {

using messages::OrderReport;
using messages::OrderState;
using planner::Failure;
using planner::FailureKind;
using planner::Result;

bool is_taken(SQLite::Database& database, const OrderReport& order) {
  SQLite::Statement query(database,
                          fmt::format("SELECT 1 FROM placed_order WHERE plan_id = ?1 AND step = ?2 "
                                      "AND {} UNION ALL SELECT 1 FROM dropped_order WHERE "
                                      "plan_id = ?1 AND step = ?2 AND executed = 1",
                                      was_executed));
  query.bind(1, order.plan_id);
  query.bind(2, order.step);
  return query.executeStep();
}

/// Our id of the order of a fill; empty: none.
std::string order_of_fill(SQLite::Database& database, const BrokerFill& fill) {
  SQLite::Statement query(database,
                          "SELECT order_id FROM placed_order WHERE order_id = ?1 OR "
                          "(?1 = '' AND broker_order_id = ?2 AND ?2 <> '')");
  query.bind(1, fill.client_order_id);
  query.bind(2, fill.broker_order_id);
  return query.executeStep() ? query.getColumn(0).getString() : "";
}

/// Where asking goes on: `of` is a broker, or one kind of what it tells.
std::string kept_cursor(SQLite::Database& database, std::string_view of) {
  SQLite::Statement query(database, "SELECT cursor FROM fill_cursor WHERE broker = ?");
  query.bind(1, std::string(of));
  return query.executeStep() ? query.getColumn(0).getString() : std::string();
}

void put_cursor(SQLite::Database& database, std::string_view of, const std::string& cursor) {
  SQLite::Statement put(database,
                        "INSERT INTO fill_cursor (broker, cursor) VALUES (?1, ?2) "
                        "ON CONFLICT (broker) DO UPDATE SET cursor = ?2");
  put.bind(1, std::string(of));
  put.bind(2, cursor);
  put.exec();
}

std::string cash_of(std::string_view broker) {
  return std::string(broker) + " cash";
}

}  // namespace

Result<TradingStore> TradingStore::open(const std::filesystem::path& file, bool read_only) {
  auto store = broker::Store::open({file, trading_migrations(), read_only});
  if (!store) return tl::unexpected(store.error());
  return TradingStore(std::move(*store));
}

Result<void> TradingStore::journal(const std::vector<JournalledOrder>& orders,
                                   const messages::ExecutePlan& plan) {
  return store_.write([&]() -> Result<void> {
    if (!plan.plan_id.empty()) keep_asked_plan(store_.database(), plan);
    for (const JournalledOrder& order : orders) {
      if (order.report.state == OrderState::journalled &&
          is_taken(store_.database(), order.report)) {
        return tl::unexpected(Failure{FailureKind::conflict,
                                      fmt::format("step {} was executed before", order.report.step),
                                      "plan " + order.report.plan_id, "each step once"});
      }
      insert_order(store_.database(), order);
      if (plan.queue) queue_step(store_.database(), order.report);
    }
    return {};
  });
}

Result<JournalledOrder> TradingStore::move(std::string_view order_id, planner::trading::Cause cause,
                                           std::int64_t at_ms, std::string_view text) {
  return writing<JournalledOrder>(
      store_, [&](SQLite::Database& database) -> Result<JournalledOrder> {
        auto order = order_of_id(database, order_id);
        if (!order) return order;
        auto moved = order->life().move(cause);
        if (!moved) {
          moved.error().where = "order " + std::string(order_id);
          return tl::unexpected(moved.error());
        }
        if (is_news(*moved)) keep_transition(database, *order, {at_ms, *moved, std::string(text)});
        return order;
      });
}

Result<void> TradingStore::name_at_broker(std::string_view order_id,
                                          std::string_view broker_order_id, std::int64_t at_ms) {
  return store_.write([&]() -> Result<void> {
    SQLite::Statement update(store_.database(),
                             "UPDATE placed_order SET broker_order_id = ? WHERE order_id = ?");
    update.bind(1, std::string(broker_order_id));
    update.bind(2, std::string(order_id));
    update.exec();
    for (const BrokerFill& fill :
         unbooked_external_fills(store_.database(), std::string(broker_order_id))) {
      forget_external_fill(store_.database(), fill.fill_id);
      if (auto taken = take_fill(fill, at_ms); !taken) return tl::unexpected(taken.error());
    }
    return {};
  });
}

Result<std::vector<BrokerFill>> TradingStore::external_fills() {
  using Fills = std::vector<BrokerFill>;
  return reading<Fills>(store_, [&](SQLite::Database& database) -> Result<Fills> {
    return unbooked_external_fills(database, "");
  });
}

Result<void> TradingStore::external_fill_booked(const std::string& fill_id) {
  return store_.write([&]() -> Result<void> {
    mark_external_fill_booked(store_.database(), fill_id);
    return {};
  });
}

Result<std::optional<std::string>> TradingStore::take_fill(const BrokerFill& fill,
                                                           std::int64_t at_ms) {
  SQLite::Database& database = store_.database();
  if (fill_is_known(database, fill.fill_id)) return std::nullopt;
  const std::string order_id = order_of_fill(database, fill);
  if (order_id.empty()) {
    insert_external_fill(database, fill, "of no order of ours");
    return std::nullopt;
  }
  auto order = order_of_id(database, order_id);
  if (!order) return tl::unexpected(order.error());
  const auto body = booked_fill(*order, fill);
  auto moved = body ? order->life().fill(fill.quantity)
                    : Result<planner::trading::Transition>(tl::unexpected(body.error()));
  if (!moved) {
    insert_external_fill(database, fill, order_id + ": " + planner::describe(moved.error()));
    return std::nullopt;
  }
  insert_fill(database, *body);
  const auto fills = fills_of(database, order_id, false);
  if (!fills) return tl::unexpected(fills.error());
  report_fills(*order, *fills);
  keep_transition(database, *order, {at_ms, *moved, "fill " + fill.fill_id});
  return order_id;
}

Result<std::vector<std::string>> TradingStore::take_fills(std::string_view broker,
                                                          const BrokerFills& told,
                                                          std::int64_t at_ms) {
  using Ids = std::vector<std::string>;
  return writing<Ids>(store_, [&](SQLite::Database& database) -> Result<Ids> {
    Ids out;
    for (const BrokerFill& fill : told.fills) {
      auto moved = take_fill(fill, at_ms);
      if (!moved) return tl::unexpected(moved.error());
      if (*moved && std::find(out.begin(), out.end(), **moved) == out.end()) out.push_back(**moved);
    }
    put_cursor(database, broker, told.cursor);
    return out;
  });
}

Result<std::string> TradingStore::fill_cursor(std::string_view broker) {
  return reading<std::string>(store_, [&](SQLite::Database& database) -> Result<std::string> {
    return kept_cursor(database, broker);
  });
}

Result<void> TradingStore::take_cash(std::string_view broker, const BrokerCashRows& told) {
  return store_.write([&]() -> Result<void> {
    for (const BrokerCashRow& row : told.rows) insert_cash_row(store_.database(), broker, row);
    put_cursor(store_.database(), cash_of(broker), told.cursor);
    return {};
  });
}

Result<std::string> TradingStore::cash_cursor(std::string_view broker) {
  return reading<std::string>(store_, [&](SQLite::Database& database) -> Result<std::string> {
    return kept_cursor(database, cash_of(broker));
  });
}

Result<std::vector<CashToBook>> TradingStore::cash_to_book(std::string_view broker) {
  using Rows = std::vector<CashToBook>;
  return reading<Rows>(store_, [&](SQLite::Database& database) -> Result<Rows> {
    return actors::cash_to_book(database, broker);
  });
}

Result<void> TradingStore::settle_cash(std::string_view broker, const std::string& row_id,
                                       bool booked) {
  return store_.write([&]() -> Result<void> {
    settle_cash_row(store_.database(), broker, row_id, booked);
    return {};
  });
}

Result<std::vector<std::string>> TradingStore::cash_left(std::string_view broker,
                                                         planner::Date since) {
  using Texts = std::vector<std::string>;
  return reading<Texts>(store_, [&](SQLite::Database& database) -> Result<Texts> {
    return actors::cash_left(database, broker, since);
  });
}

Result<void> TradingStore::fill_booked(std::string_view fill_id) {
  return store_.write([&]() -> Result<void> {
    SQLite::Statement update(store_.database(),
                             "UPDATE order_fill SET booked = 1 WHERE fill_id = ?");
    update.bind(1, std::string(fill_id));
    update.exec();
    return {};
  });
}

Result<JournalledOrder> TradingStore::note_check(std::string_view order_id,
                                                 const messages::OrderCheck& check) {
  return writing<JournalledOrder>(
      store_, [&](SQLite::Database& database) -> Result<JournalledOrder> {
        auto order = order_of_id(database, order_id);
        if (!order) return order;
        auto& checks = order->report.checks;
        std::erase_if(checks, [&](const auto& other) { return other.name == check.name; });
        checks.push_back(check);
        keep_report(database, *order);
        return order;
      });
}

Result<JournalledOrder> TradingStore::order(std::string_view order_id) {
  return reading<JournalledOrder>(
      store_, [&](SQLite::Database& database) { return order_of_id(database, order_id); });
}

Result<std::vector<JournalledOrder>> TradingStore::open_orders() {
  return reading<std::vector<JournalledOrder>>(store_, [&](SQLite::Database& database) {
    return orders_where(database, is_to_be_carried, "");
  });
}

Result<std::vector<JournalledOrder>> TradingStore::orders_of_command(std::string_view command_id) {
  return reading<std::vector<JournalledOrder>>(store_, [&](SQLite::Database& database) {
    return orders_where(database, "WHERE command_id = ? ORDER BY number", command_id);
  });
}

Result<std::vector<OrderReport>> TradingStore::orders(std::string_view plan_id,
                                                      std::uint32_t limit) {
  using Reports = std::vector<OrderReport>;
  return reading<Reports>(store_, [&](SQLite::Database& database) -> Result<Reports> {
    const auto found = orders_where(
        database, fmt::format("WHERE ?1 = '' OR plan_id = ?1 ORDER BY number DESC LIMIT {}", limit),
        plan_id);
    if (!found) return tl::unexpected(found.error());
    Reports out;
    for (const JournalledOrder& order : *found) out.push_back(order.report);
    return out;
  });
}

Result<std::vector<KeptTransition>> TradingStore::transitions(std::string_view order_id) {
  return reading<std::vector<KeptTransition>>(
      store_, [&](SQLite::Database& database) { return transitions_of(database, order_id); });
}

Result<std::vector<messages::ApplyFill>> TradingStore::fills(std::string_view order_id,
                                                             bool only_unbooked) {
  return reading<std::vector<messages::ApplyFill>>(store_, [&](SQLite::Database& database) {
    return fills_of(database, order_id, only_unbooked);
  });
}

}  // namespace ballast::actors
