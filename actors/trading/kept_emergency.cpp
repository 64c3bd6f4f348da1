// What trading.db keeps of cash below zero: the newest row stands until it is ended.
#include "actors/trading/order_queries.hpp"
#include "actors/trading/trading_store.hpp"

namespace ballast::actors {
namespace {

using messages::CashEmergency;
using planner::Result;

/// So many that are over are kept, for whoever looks later.
constexpr const char* drop_old =
    "DELETE FROM cash_emergency WHERE number <= (SELECT max(number) FROM cash_emergency) - 100";

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t from = 0, to = 0; (to = text.find('\n', from)) != std::string::npos;
       from = to + 1) {
    out.push_back(text.substr(from, to - from));
  }
  return out;
}

std::optional<CashEmergency> standing_emergency(SQLite::Database& database) {
  SQLite::Statement query(database,
                          "SELECT begun_ms, below_zero, text, advice FROM cash_emergency WHERE "
                          "ended_ms IS NULL ORDER BY number DESC LIMIT 1");
  if (!query.executeStep()) return std::nullopt;
  return CashEmergency{query.getColumn(0).getInt64(), query.getColumn(1).getInt() != 0,
                       query.getColumn(2).getString(), split_lines(query.getColumn(3).getString())};
}

void bind_emergency(SQLite::Statement& statement, const CashEmergency& emergency) {
  statement.bind(1, emergency.since_ms);
  statement.bind(2, emergency.below_zero ? 1 : 0);
  statement.bind(3, emergency.text);
  statement.bind(4, joined(emergency.advice));
  statement.exec();
}

}  // namespace

Result<std::optional<CashEmergency>> TradingStore::emergency() {
  using Told = std::optional<CashEmergency>;
  return reading<Told>(store_, [](SQLite::Database& database) -> Result<Told> {
    return standing_emergency(database);
  });
}

Result<void> TradingStore::keep_emergency(const CashEmergency& emergency) {
  return store_.write([&]() -> Result<void> {
    SQLite::Statement known(store_.database(),
                            "UPDATE cash_emergency SET begun_ms = ?, below_zero = ?, text = ?, "
                            "advice = ? WHERE ended_ms IS NULL");
    bind_emergency(known, emergency);
    if (known.getChanges() > 0) return {};
    SQLite::Statement put(store_.database(),
                          "INSERT INTO cash_emergency (begun_ms, below_zero, text, advice) "
                          "VALUES (?, ?, ?, ?)");
    bind_emergency(put, emergency);
    store_.database().exec(drop_old);
    return {};
  });
}

Result<void> TradingStore::end_emergency(std::int64_t at_ms) {
  return store_.write([&]() -> Result<void> {
    SQLite::Statement end(store_.database(),
                          "UPDATE cash_emergency SET ended_ms = ? WHERE ended_ms IS NULL");
    end.bind(1, at_ms);
    end.exec();
    return {};
  });
}

}  // namespace ballast::actors
