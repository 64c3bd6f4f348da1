// What trading.db keeps of risk: the state of trading, breakers, the standing of the portfolio.
#include <algorithm>

#include "actors/trading/order_queries.hpp"
#include "actors/trading/trading_store.hpp"

namespace ballast::actors {
namespace {

using planner::Money;
using planner::Result;
using planner::trading::HighWater;
using planner::trading::OutgoingOrder;
using planner::trading::Standing;
using planner::trading::TradingState;

std::string open_breaker(SQLite::Database& database) {
  SQLite::Statement query(database,
                          "SELECT text FROM breaker WHERE reset_ms IS NULL ORDER BY number");
  return query.executeStep() ? query.getColumn(0).getString() : "";
}

void put_standing(SQLite::Database& database, const char* which, const Standing& standing,
                  Money peak) {
  SQLite::Statement put(database, "INSERT OR REPLACE INTO standing VALUES (?, ?, ?, ?, ?)");
  put.bind(1, which);
  put.bind(2, static_cast<std::int64_t>(standing.day.time_since_epoch().count()));
  put.bind(3, standing.value.micros());
  put.bind(4, standing.profit.micros());
  put.bind(5, peak.micros());
  put.exec();
}

OutgoingOrder outgoing_of(const JournalledOrder& order) {
  using planner::ledger::Price;
  using planner::ledger::Rate;
  OutgoingOrder out;
  out.id = order.report.order_id;
  out.side = order.fill.side;
  out.quantity = order.life().quantity();
  out.price = Price::nearest(order.fill.price).value_or(Price{});
  out.per_base = Rate::nearest(order.fill.rate).value_or(Rate{});
  return out;
}

}  // namespace

Result<void> TradingStore::keep_state(TradingState state, std::string_view reason,
                                      std::int64_t at_ms) {
  return store_.write([&]() -> Result<void> {
    SQLite::Statement put(store_.database(),
                          "INSERT INTO trading_state (at_ms, state, reason) VALUES (?, ?, ?)");
    put.bind(1, at_ms);
    put.bind(
        2, std::string(planner::trading::trading_state_names.at(static_cast<std::size_t>(state))));
    put.bind(3, std::string(reason));
    put.exec();
    if (state != TradingState::active) return {};
    SQLite::Statement reset(store_.database(),
                            "UPDATE breaker SET reset_ms = ? WHERE reset_ms IS NULL");
    reset.bind(1, at_ms);
    reset.exec();
    return {};
  });
}

Result<KeptState> TradingStore::state() {
  return reading<KeptState>(store_, [&](SQLite::Database& database) -> Result<KeptState> {
    KeptState out;
    out.tripped = open_breaker(database);
    SQLite::Statement query(
        database, "SELECT state, reason, at_ms FROM trading_state ORDER BY number DESC LIMIT 1");
    if (!query.executeStep()) return out;
    const auto& names = planner::trading::trading_state_names;
    const auto* const at = std::find(names.begin(), names.end(), query.getColumn(0).getString());
    // What cannot be read is the safest.
    out.state =
        at == names.end() ? TradingState::halt : static_cast<TradingState>(at - names.begin());
    out.reason = query.getColumn(1).getString();
    out.since_ms = query.getColumn(2).getInt64();
    return out;
  });
}

Result<void> TradingStore::keep_tripped(std::string_view text, std::int64_t at_ms) {
  return store_.write([&]() -> Result<void> {
    if (!open_breaker(store_.database()).empty()) return {};
    SQLite::Statement put(store_.database(), "INSERT INTO breaker (at_ms, text) VALUES (?, ?)");
    put.bind(1, at_ms);
    put.bind(2, std::string(text));
    put.exec();
    return {};
  });
}

Result<void> TradingStore::keep_high_water(const HighWater& memory) {
  return store_.write([&]() -> Result<void> {
    if (memory.newest) {
      put_standing(store_.database(), "newest", *memory.newest, memory.peak_profit);
    }
    if (memory.before) {
      put_standing(store_.database(), "before", *memory.before, memory.peak_profit);
    }
    return {};
  });
}

Result<HighWater> TradingStore::high_water() {
  return reading<HighWater>(store_, [&](SQLite::Database& database) -> Result<HighWater> {
    HighWater out;
    SQLite::Statement query(database,
                            "SELECT which, day, value, profit, peak_profit FROM standing");
    while (query.executeStep()) {
      const Standing standing{planner::Date{std::chrono::days{query.getColumn(1).getInt()}},
                              Money::from_micros(query.getColumn(2).getInt64()),
                              Money::from_micros(query.getColumn(3).getInt64())};
      const bool newest = query.getColumn(0).getString() == "newest";
      (newest ? out.newest : out.before) = standing;
      if (newest) out.peak_profit = Money::from_micros(query.getColumn(4).getInt64());
    }
    return out;
  });
}

Result<std::vector<OutgoingOrder>> TradingStore::outgoing_since(std::int64_t since_ms) {
  using Orders = std::vector<OutgoingOrder>;
  return reading<Orders>(store_, [&](SQLite::Database& database) -> Result<Orders> {
    SQLite::Statement query(database,
                            "SELECT order_id, min(at_ms), count(*) FROM order_transition WHERE "
                            "cause = 'sent' AND at_ms > ? GROUP BY order_id ORDER BY min(number)");
    query.bind(1, since_ms);
    Orders out;
    while (query.executeStep()) {
      const auto order = order_of_id(database, query.getColumn(0).getString());
      if (!order) return tl::unexpected(order.error());
      out.push_back(outgoing_of(*order));
      out.back().at_ms = query.getColumn(1).getInt64();
      out.back().times = query.getColumn(2).getInt();
    }
    return out;
  });
}

}  // namespace ballast::actors
