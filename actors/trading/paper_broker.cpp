#include "actors/trading/paper_broker.hpp"

#include <charconv>

#include "actors/trading/paper_schema.hpp"
#include "actors/trading/wall_time.hpp"

namespace ballast::actors {
namespace {

using planner::Result;
using planner::ledger::Quantity;
using planner::trading::Cause;

constexpr std::int64_t fills_at_once = 500;
constexpr std::int64_t forgotten_at_once = 500;

/// Over, and last filled or ended before an instant.
constexpr const char* old_paper_orders =
    "SELECT client_order_id FROM paper_order o WHERE (state <> 'acknowledged' OR filled >= "
    "quantity) AND coalesce((SELECT max(executed_ms) FROM paper_fill f WHERE f.client_order_id = "
    "o.client_order_id), until_ms) < ?1 ORDER BY number LIMIT ?2";

const char* name_of(planner::Side side) {
  return side == planner::Side::buy ? "buy" : "sell";
}

planner::Side side_of(const std::string& name) {
  return name == "buy" ? planner::Side::buy : planner::Side::sell;
}

/// The first fill of an order is named like the order, those after it are numbered.
std::string fill_id_of(const std::string& client_order_id, int number) {
  return number == 1 ? client_order_id : client_order_id + "#" + std::to_string(number);
}

std::optional<std::int64_t> number_of(const std::string& cursor) {
  if (cursor.empty()) return 0;
  std::int64_t out = 0;
  const char* const end = cursor.data() + cursor.size();
  const auto [at, error] = std::from_chars(cursor.data(), end, out);
  if (error != std::errc{} || at != end || out < 0) return std::nullopt;
  return out;
}

BrokerFill fill_of(SQLite::Statement& row) {
  BrokerFill out;
  out.fill_id = row.getColumn(1).getString();
  out.client_order_id = row.getColumn(2).getString();
  out.broker_order_id = out.client_order_id;
  out.symbol = row.getColumn(3).getString();
  out.side = side_of(row.getColumn(4).getString());
  out.quantity = Quantity::of(row.getColumn(5).getInt64());
  out.price = planner::ledger::Price::of(row.getColumn(6).getInt64());
  out.currency = row.getColumn(7).getString();
  out.fee.money = planner::Money::from_micros(row.getColumn(8).getInt64());
  out.fee.currency = row.getColumn(9).getString();
  out.executed_ms = row.getColumn(10).getInt64();
  out.day = planner::Date{std::chrono::days{row.getColumn(11).getInt()}};
  out.priced_at = row.getColumn(12).getString();
  return out;
}

}  // namespace

Result<std::unique_ptr<BrokerAdapter>> PaperBroker::open(
    const std::filesystem::path& file, const broker::Clock& clock,
    const planner::trading::PaperRules& rules) {
  auto store = broker::Store::open({file, paper_migrations(), false});
  if (!store) return tl::unexpected(store.error());
  return std::make_unique<PaperBroker>(std::move(*store), clock, rules);
}

template <class Value, class Query>
void PaperBroker::answer(const Answered<Value>& answered, bool writes, Query query) {
  Value out{};
  const auto effect = [&]() -> Result<void> {
    out = query();
    return {};
  };
  const auto done = writes ? store_.write(effect) : store_.read(effect);
  if (!done) return answered(Unknown{planner::describe(done.error())});
  answered(Done<Value>{std::move(out)});
}

void PaperBroker::insert_order(const BrokerOrder& order) {
  SQLite::Statement put(store_.database(),
                        "INSERT INTO paper_order (client_order_id, symbol, side, quantity, filled, "
                        "state, price, limit_price, currency, fee, fee_currency, day, until_ms, "
                        "quoted_ms) VALUES (?, ?, ?, ?, 0, 'acknowledged', ?, ?, ?, ?, ?, ?, ?, "
                        "?)");
  put.bind(1, order.client_order_id);
  put.bind(2, order.symbol);
  put.bind(3, name_of(order.side));
  put.bind(4, order.quantity.count());
  put.bind(5, order.price.count());
  if (order.limit) put.bind(6, order.limit->count());
  put.bind(7, order.currency);
  put.bind(8, order.fee.money.micros());
  put.bind(9, order.fee.currency);
  put.bind(10, static_cast<std::int64_t>(order.priced.time_since_epoch().count()));
  if (order.until_ms) put.bind(11, *order.until_ms);
  if (order.quoted_ms) put.bind(12, *order.quoted_ms);
  put.exec();
}

void PaperBroker::end_the_day() {
  SQLite::Statement end(store_.database(),
                        "UPDATE paper_order SET state = 'expired' WHERE state = 'acknowledged' "
                        "AND filled < quantity AND until_ms <= ?");
  end.bind(1, wall_ms(clock_));
  end.exec();
}

void PaperBroker::fill_next(const std::string& client_order_id) {
  using planner::ledger::Price;
  SQLite::Statement row(store_.database(),
                        "SELECT side, quantity, filled, price, limit_price, fee, (SELECT count(*) "
                        "FROM paper_fill f WHERE f.client_order_id = o.client_order_id) FROM "
                        "paper_order o WHERE client_order_id = ? AND state = 'acknowledged' AND "
                        "filled < quantity AND price > 0");
  row.bind(1, client_order_id);
  if (!row.executeStep()) return;
  const Quantity whole = Quantity::of(row.getColumn(1).getInt64());
  planner::trading::PaperOrder order;
  order.id = client_order_id;
  order.side = side_of(row.getColumn(0).getString());
  order.rest = whole - Quantity::of(row.getColumn(2).getInt64());
  order.price = Price::of(row.getColumn(3).getInt64());
  if (!row.getColumn(4).isNull()) order.limit = Price::of(row.getColumn(4).getInt64());
  order.fills = row.getColumn(6).getInt();
  const auto fill = planner::trading::next_paper_fill(order, rules_);
  if (!fill) return;
  const auto fee = planner::Money::from_micros(row.getColumn(5).getInt64());
  insert_fill(client_order_id, *fill, order.fills + 1,
              planner::ledger::share_of(fee, fill->quantity, whole));
}

void PaperBroker::insert_fill(const std::string& client_order_id,
                              const planner::trading::PaperFill& fill, int number,
                              planner::Money fee) {
  SQLite::Statement put(store_.database(),
                        "INSERT INTO paper_fill (fill_id, client_order_id, quantity, price, "
                        "currency, fee, fee_currency, executed_ms, day, priced_at) SELECT ?, ?2, "
                        "?, ?, currency, ?, fee_currency, ?, day, CASE WHEN quoted_ms IS NULL "
                        "THEN 'last price' WHEN side = 'buy' THEN 'ask' ELSE 'bid' END FROM "
                        "paper_order WHERE client_order_id = ?2");
  put.bind(1, fill_id_of(client_order_id, number));
  put.bind(2, client_order_id);
  put.bind(3, fill.quantity.count());
  put.bind(4, fill.price.count());
  put.bind(5, fee.micros());
  put.bind(6, wall_ms(clock_));
  put.exec();
  SQLite::Statement update(store_.database(),
                           "UPDATE paper_order SET filled = filled + ? WHERE client_order_id = ?");
  update.bind(1, fill.quantity.count());
  update.bind(2, client_order_id);
  update.exec();
}

std::vector<BrokerOrderNews> PaperBroker::told(const std::string& condition,
                                               const std::string& value) {
  SQLite::Statement query(store_.database(),
                          "SELECT client_order_id, symbol, side, quantity, filled, state FROM "
                          "paper_order WHERE " +
                              condition + " ORDER BY number");
  query.bind(1, value);
  std::vector<BrokerOrderNews> out;
  while (query.executeStep()) {
    BrokerOrderNews news;
    news.client_order_id = query.getColumn(0).getString();
    news.broker_order_id = news.client_order_id;
    news.symbol = query.getColumn(1).getString();
    news.side = side_of(query.getColumn(2).getString());
    news.quantity = Quantity::of(query.getColumn(3).getInt64());
    news.filled = Quantity::of(query.getColumn(4).getInt64());
    news.text = query.getColumn(5).getString();
    news.state = planner::trading::cause(news.text).value_or(Cause::acknowledged);
    out.push_back(std::move(news));
  }
  return out;
}

void PaperBroker::submit(const BrokerOrder& order, Answered<BrokerOrderNews> answered) {
  if (order.quantity <= Quantity{} || order.price.count() <= 0) {
    return answered(Refused{"paper trading needs a quantity and a price above 0"});
  }
  answer<BrokerOrderNews>(answered, true, [&] {
    auto known = told("client_order_id = ?", order.client_order_id);
    if (!known.empty()) return known.front();
    insert_order(order);
    end_the_day();
    fill_next(order.client_order_id);
    return told("client_order_id = ?", order.client_order_id).front();
  });
}

void PaperBroker::cancel(const std::string& client_order_id, const std::string& /*unused*/,
                         Answered<BrokerOrderNews> answered) {
  std::optional<BrokerOrderNews> found;
  const auto done = store_.write([&]() -> Result<void> {
    end_the_day();
    SQLite::Statement update(store_.database(),
                             "UPDATE paper_order SET state = 'cancelled' WHERE client_order_id = ? "
                             "AND state = 'acknowledged' AND filled < quantity");
    update.bind(1, client_order_id);
    if (update.exec() > 0) found = told("client_order_id = ?", client_order_id).front();
    return {};
  });
  if (!done) return answered(Unknown{planner::describe(done.error())});
  if (!found) return answered(Refused{"paper trading has no such open order"});
  answered(Done<BrokerOrderNews>{*found});
}

void PaperBroker::find(const std::string& client_order_id,
                       Answered<std::optional<BrokerOrderNews>> answered) {
  answer<std::optional<BrokerOrderNews>>(answered, true, [&]() -> std::optional<BrokerOrderNews> {
    end_the_day();
    fill_next(client_order_id);
    auto known = told("client_order_id = ?", client_order_id);
    if (known.empty()) return std::nullopt;
    return known.front();
  });
}

void PaperBroker::open_orders(Answered<std::vector<BrokerOrderNews>> answered) {
  answer<std::vector<BrokerOrderNews>>(answered, true, [&] {
    end_the_day();
    return told("state = ? AND filled < quantity", "acknowledged");
  });
}

Result<void> PaperBroker::forget_before(std::int64_t at_ms) {
  return store_.write([&]() -> Result<void> {
    SQLite::Statement query(store_.database(), old_paper_orders);
    query.bind(1, at_ms);
    query.bind(2, forgotten_at_once);
    std::vector<std::string> names;
    while (query.executeStep()) names.push_back(query.getColumn(0).getString());
    for (const std::string& name : names) {
      for (const char* table : {"paper_fill", "paper_order"}) {
        SQLite::Statement drop(store_.database(),
                               "DELETE FROM " + std::string(table) + " WHERE client_order_id = ?");
        drop.bind(1, name);
        drop.exec();
      }
    }
    return {};
  });
}

void PaperBroker::cash_since(const std::string& cursor, Answered<BrokerCashRows> answered) {
  answered(Done<BrokerCashRows>{{{}, cursor, false}});
}

void PaperBroker::fills_since(const std::string& cursor, Answered<BrokerFills> answered) {
  const auto after = number_of(cursor);
  if (!after) return answered(Refused{"'" + cursor + "' is no cursor of paper trading"});
  answer<BrokerFills>(answered, false, [&] {
    SQLite::Statement query(
        store_.database(),
        "SELECT f.number, f.fill_id, f.client_order_id, o.symbol, o.side, "
        "f.quantity, f.price, f.currency, f.fee, f.fee_currency, "
        "f.executed_ms, f.day, f.priced_at FROM paper_fill f JOIN paper_order o "
        "USING (client_order_id) WHERE f.number > ? ORDER BY f.number LIMIT ?");
    query.bind(1, *after);
    query.bind(2, fills_at_once);
    BrokerFills out{{}, cursor, false};
    while (query.executeStep()) {
      out.fills.push_back(fill_of(query));
      out.cursor = query.getColumn(0).getString();
    }
    out.more = static_cast<std::int64_t>(out.fills.size()) == fills_at_once;
    return out;
  });
}

void PaperBroker::account(Answered<BrokerAccount> answered) {
  answered(Refused{"paper trading has no account besides the books"});
}

void PaperBroker::positions(Answered<std::vector<BrokerPosition>> answered) {
  answered(Refused{"paper trading has no account besides the books"});
}

}  // namespace ballast::actors
