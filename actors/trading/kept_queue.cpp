#include "actors/trading/kept_queue.hpp"

#include <algorithm>
#include <array>

#include "actors/trading/order_queries.hpp"
#include "actors/trading/order_rows.hpp"
#include "actors/trading/trading_store.hpp"
#include "messages/codec.hpp"

namespace ballast::actors {
namespace {

using messages::ExecutePlan;
using planner::Result;
using planner::trading::QueuedStep;

/// What no time and no market mends.
constexpr std::array<std::string_view, 3> final_checks = {"input", "not_executed", "security"};

std::string in_the_way(const messages::OrderReport& order) {
  for (const messages::OrderCheck& check : order.checks) {
    if (!check.passed) return check.text.empty() ? check.name : check.text;
  }
  return "";
}

void bind_optional(SQLite::Statement& statement, int place, std::optional<std::int64_t> value) {
  if (value) statement.bind(place, *value);
}

}  // namespace

void keep_asked_plan(SQLite::Database& database, const ExecutePlan& plan) {
  SQLite::Statement put(database,
                        "INSERT INTO asked_plan (plan_id, body) VALUES (?1, ?2) "
                        "ON CONFLICT (plan_id) DO UPDATE SET body = ?2");
  const std::string body = messages::encode(plan);
  put.bind(1, plan.plan_id);
  bind_blob(put, 2, body);
  put.exec();
  database.exec(
      "DELETE FROM asked_plan WHERE number <= (SELECT max(number) FROM asked_plan) - 200 AND "
      "plan_id NOT IN (SELECT plan_id FROM queued_step WHERE came_of_it = '')");
}

bool may_wait(const messages::OrderReport& order) {
  if (order.state != messages::OrderState::blocked) return false;
  return std::none_of(order.checks.begin(), order.checks.end(), [](const auto& check) {
    return !check.passed &&
           std::find(final_checks.begin(), final_checks.end(), check.name) != final_checks.end();
  });
}

void queue_step(SQLite::Database& database, const messages::OrderReport& order) {
  if (!may_wait(order)) return;
  SQLite::Statement put(database,
                        "INSERT OR IGNORE INTO queued_step (plan_id, step, queued_ms, tried_ms, "
                        "may_go_ms, text) VALUES (?, ?, ?3, ?3, ?, ?)");
  put.bind(1, order.plan_id);
  put.bind(2, order.step);
  put.bind(3, order.updated_ms);
  bind_optional(put, 4, order.may_go_ms);
  put.bind(5, in_the_way(order));
  put.exec();
}

Result<std::optional<ExecutePlan>> TradingStore::asked_plan(const std::string& plan_id) {
  using Asked = std::optional<ExecutePlan>;
  return reading<Asked>(store_, [&](SQLite::Database& database) -> Result<Asked> {
    SQLite::Statement query(database, "SELECT body FROM asked_plan WHERE plan_id = ?");
    query.bind(1, plan_id);
    if (!query.executeStep()) return Asked{};
    auto body = messages::decode<ExecutePlan>(blob_of(query.getColumn(0)));
    if (!body) return tl::unexpected(body.error());
    return Asked{std::move(*body)};
  });
}

Result<std::vector<WaitingStep>> TradingStore::queue() {
  using Steps = std::vector<WaitingStep>;
  return reading<Steps>(store_, [&](SQLite::Database& database) -> Result<Steps> {
    SQLite::Statement query(database,
                            "SELECT number, plan_id, step, queued_ms, tried_ms, may_go_ms, text "
                            "FROM queued_step WHERE came_of_it = '' ORDER BY number");
    Steps out;
    while (query.executeStep()) {
      QueuedStep timing{query.getColumn(0).getInt64(),
                        query.getColumn(3).getInt64(),
                        query.getColumn(4).getInt64(),
                        {}};
      if (!query.getColumn(5).isNull()) timing.may_go_ms = query.getColumn(5).getInt64();
      out.push_back({timing, query.getColumn(1).getString(), query.getColumn(2).getUInt(),
                     query.getColumn(6).getString()});
    }
    return out;
  });
}

Result<void> TradingStore::note_queued(const QueuedStep& step, std::string_view text) {
  return store_.write([&]() -> Result<void> {
    SQLite::Statement update(store_.database(),
                             "UPDATE queued_step SET tried_ms = ?, may_go_ms = ?, text = ? WHERE "
                             "number = ?");
    update.bind(1, step.tried_ms);
    bind_optional(update, 2, step.may_go_ms);
    update.bind(3, std::string(text));
    update.bind(4, step.number);
    update.exec();
    return {};
  });
}

Result<void> TradingStore::end_queued(std::int64_t number, std::string_view came_of_it) {
  return store_.write([&]() -> Result<void> {
    SQLite::Statement update(store_.database(),
                             "UPDATE queued_step SET came_of_it = ? WHERE number = ?");
    update.bind(1, std::string(came_of_it));
    update.bind(2, number);
    update.exec();
    return {};
  });
}

Result<std::int64_t> TradingStore::refusals(std::string_view plan_id, std::uint32_t step) {
  return reading<std::int64_t>(store_, [&](SQLite::Database& database) -> Result<std::int64_t> {
    SQLite::Statement query(database,
                            "SELECT count(*) FROM placed_order WHERE plan_id = ? AND step = ? AND "
                            "state IN ('rejected', 'failed', 'expired', 'cancelled')");
    query.bind(1, std::string(plan_id));
    query.bind(2, step);
    return query.executeStep() ? query.getColumn(0).getInt64() : 0;
  });
}

}  // namespace ballast::actors
