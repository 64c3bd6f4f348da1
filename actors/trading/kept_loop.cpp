// What trading.db keeps of the trading loop: whether it runs, and its runs.
#include <algorithm>

#include "actors/trading/order_queries.hpp"
#include "actors/trading/trading_store.hpp"

namespace ballast::actors {
namespace {

using planner::Result;
using planner::trading::LoopRun;
using planner::trading::run_end_names;
using planner::trading::run_stage_names;
using planner::trading::RunEnd;
using planner::trading::RunStage;

template <class Names>
std::optional<std::size_t> place_in(const Names& names, const std::string& name) {
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) return std::nullopt;
  return static_cast<std::size_t>(at - names.begin());
}

Result<LoopRun> run_of(SQLite::Statement& row) {
  const auto stage = place_in(run_stage_names, row.getColumn(1).getString());
  const auto end = place_in(run_end_names, row.getColumn(2).getString());
  if (!stage || !end) {
    return tl::unexpected(planner::Failure{planner::FailureKind::invalid,
                                           "a run of the loop cannot be read",
                                           "run " + row.getColumn(0).getString(), ""});
  }
  LoopRun out;
  out.number = row.getColumn(0).getInt64();
  out.stage = static_cast<RunStage>(*stage);
  out.end = static_cast<RunEnd>(*end);
  out.begun_ms = row.getColumn(3).getInt64();
  out.changed_ms = row.getColumn(4).getInt64();
  out.not_before_ms = row.getColumn(5).getInt64();
  out.state = row.getColumn(6).getString();
  out.plan_id = row.getColumn(7).getString();
  out.tries = row.getColumn(8).getUInt();
  out.order_id = row.getColumn(9).getString();
  out.text = row.getColumn(10).getString();
  return out;
}

}  // namespace

Result<void> TradingStore::keep_automatic(bool on, std::int64_t at_ms) {
  return store_.write([&]() -> Result<void> {
    SQLite::Statement put(store_.database(), "INSERT INTO automatic (at_ms, is_on) VALUES (?, ?)");
    put.bind(1, at_ms);
    put.bind(2, on ? 1 : 0);
    put.exec();
    return {};
  });
}

Result<KeptAutomatic> TradingStore::automatic() {
  return reading<KeptAutomatic>(store_, [&](SQLite::Database& database) -> Result<KeptAutomatic> {
    SQLite::Statement query(database,
                            "SELECT is_on, at_ms FROM automatic ORDER BY number DESC LIMIT 1");
    if (!query.executeStep()) return KeptAutomatic{};
    return KeptAutomatic{query.getColumn(0).getInt() == 1, query.getColumn(1).getInt64()};
  });
}

Result<void> TradingStore::keep_run(const LoopRun& run) {
  return store_.write([&]() -> Result<void> {
    SQLite::Statement put(store_.database(),
                          "INSERT OR REPLACE INTO loop_run (number, stage, ending, begun_ms, "
                          "changed_ms, not_before_ms, state, plan_id, tries, order_id, text) "
                          "VALUES (?,?,?,?,?,?,?,?,?,?,?)");
    put.bind(1, run.number);
    put.bind(2, std::string(run_stage_names.at(static_cast<std::size_t>(run.stage))));
    put.bind(3, std::string(run_end_names.at(static_cast<std::size_t>(run.end))));
    put.bind(4, run.begun_ms);
    put.bind(5, run.changed_ms);
    put.bind(6, run.not_before_ms);
    put.bind(7, run.state);
    put.bind(8, run.plan_id);
    put.bind(9, run.tries);
    put.bind(10, run.order_id);
    put.bind(11, run.text);
    put.exec();
    store_.database().exec(
        "DELETE FROM loop_run WHERE number <= (SELECT max(number) FROM loop_run) - 10000");
    return {};
  });
}

Result<std::vector<LoopRun>> TradingStore::runs(std::size_t limit) {
  using Runs = std::vector<LoopRun>;
  return reading<Runs>(store_, [&](SQLite::Database& database) -> Result<Runs> {
    SQLite::Statement query(database,
                            "SELECT number, stage, ending, begun_ms, changed_ms, not_before_ms, "
                            "state, plan_id, tries, order_id, text FROM loop_run ORDER BY number "
                            "DESC LIMIT ?");
    query.bind(1, static_cast<std::int64_t>(limit));
    Runs out;
    while (query.executeStep()) {
      auto run = run_of(query);
      if (!run) return tl::unexpected(run.error());
      out.push_back(std::move(*run));
    }
    return out;
  });
}

}  // namespace ballast::actors
