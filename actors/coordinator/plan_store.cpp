#include "actors/coordinator/plan_store.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "messages/codec.hpp"

namespace ballast::actors {
namespace {

using broker::Result;
using planner::Failure;
using planner::FailureKind;

using StateNames = messages::NamesOf<messages::PlanState>;

std::string text_of(messages::PlanState state) {
  return std::string(StateNames::names.at(static_cast<std::size_t>(state)));
}

/// A state that no version ever wrote shows as failed rather than as something to go on with.
messages::PlanState state_of(const std::string& text) {
  const auto& names = StateNames::names;
  const auto* const at = std::find(names.begin(), names.end(), text);
  return at == names.end() ? messages::PlanState::failed
                           : static_cast<messages::PlanState>(at - names.begin());
}

std::string blob_of(const SQLite::Column& column) {
  const auto* bytes = static_cast<const char*>(column.getBlob());
  return bytes == nullptr ? std::string()
                          : std::string(bytes, static_cast<std::size_t>(column.getBytes()));
}

void bind_blob(SQLite::Statement& statement, int index, const std::string& bytes) {
  if (bytes.empty()) {
    statement.bind(index);
  } else {
    statement.bind(index, bytes.data(), static_cast<int>(bytes.size()));
  }
}

template <class Body>
Result<void> decode_into(std::optional<Body>& field, const SQLite::Column& column) {
  const std::string bytes = blob_of(column);
  if (bytes.empty()) return {};
  auto body = messages::decode<Body>(bytes);
  if (!body) return tl::unexpected(body.error());
  field = std::move(*body);
  return {};
}

template <class Body>
std::string encoded(const std::optional<Body>& body) {
  return body ? messages::encode(*body) : std::string();
}

Result<messages::PlanReport> report_of(SQLite::Statement& row) {
  messages::PlanReport report;
  report.plan_id = row.getColumn(0).getString();
  report.created_ms = row.getColumn(1).getInt64();
  report.state = state_of(row.getColumn(2).getString());
  report.decision_hash = row.getColumn(5).getString();
  if (auto r = decode_into(report.request, row.getColumn(3)); !r) return tl::unexpected(r.error());
  if (auto r = decode_into(report.inputs, row.getColumn(6)); !r) return tl::unexpected(r.error());
  if (auto r = decode_into(report.decision, row.getColumn(4)); !r) return tl::unexpected(r.error());
  if (auto r = decode_into(report.run, row.getColumn(7)); !r) return tl::unexpected(r.error());
  if (auto r = decode_into(report.failure, row.getColumn(8)); !r) return tl::unexpected(r.error());
  if (auto r = decode_into(report.certificate, row.getColumn(9)); !r) {
    return tl::unexpected(r.error());
  }
  return report;
}

/// "sell 7 CCC, buy 40 DDD"
std::string headline_of(const planner::Decision& decision) {
  if (decision.steps.empty()) return decision.narrative;
  std::string headline;
  for (const planner::Step& step : decision.steps) {
    headline +=
        fmt::format("{}{} {:.10g} {}", headline.empty() ? "" : ", ",
                    step.side == planner::Side::buy ? "buy" : "sell", step.quantity, step.symbol);
  }
  return headline;
}

messages::PlanSummary summary_of(const messages::PlanReport& report) {
  messages::PlanSummary summary;
  summary.plan_id = report.plan_id;
  summary.created_ms = report.created_ms;
  summary.state = report.state;
  summary.decision_hash = report.decision_hash;
  if (report.decision) {
    summary.step_count = static_cast<std::uint32_t>(report.decision->steps.size());
    summary.score_before = report.decision->before.total;
    summary.score_after = report.decision->after.total;
    summary.headline = headline_of(*report.decision);
  }
  return summary;
}

/// Inputs are megabytes in a large universe: they are read for who wants them.
constexpr const char* columns =
    "SELECT plan_id, created_ms, state, request, decision, decision_hash, "
    "CASE WHEN :with_inputs THEN plan_inputs.body END, run, failure, certificate "
    "FROM plans LEFT JOIN plan_inputs ON plan_inputs.hash = inputs_hash ";

constexpr const char* progress_table =
    "CREATE TABLE plan_progress (plan_id TEXT NOT NULL, pass INTEGER NOT NULL,"
    "  body BLOB NOT NULL, PRIMARY KEY (plan_id, pass)) STRICT;";

}  // namespace

std::vector<std::string> PlanStore::migrations() {
  return {
      "CREATE TABLE plans ("
      "  plan_id TEXT PRIMARY KEY, created_ms INTEGER NOT NULL, state TEXT NOT NULL,"
      "  planning_date TEXT NOT NULL DEFAULT '', request BLOB NOT NULL, inputs BLOB, decision BLOB,"
      "  decision_hash TEXT NOT NULL DEFAULT '', run BLOB, failure BLOB"
      ") STRICT;"
      "CREATE INDEX plans_by_time ON plans (created_ms);",
      "ALTER TABLE plans ADD COLUMN certificate BLOB;",
      "CREATE TABLE plan_inputs (hash TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT;"
      "INSERT INTO plan_inputs SELECT plan_id, inputs FROM plans WHERE inputs IS NOT NULL;"
      "ALTER TABLE plans ADD COLUMN inputs_hash TEXT;"
      "UPDATE plans SET inputs_hash = plan_id WHERE inputs IS NOT NULL;"
      "ALTER TABLE plans DROP COLUMN inputs;",
      progress_table,
      "ALTER TABLE plans ADD COLUMN accepted INTEGER NOT NULL DEFAULT 1;",
      "ALTER TABLE plans ADD COLUMN deaths INTEGER NOT NULL DEFAULT 0;"};
}

Result<bool> PlanStore::holds(std::string_view plan_id) {
  bool found = false;
  const auto read = store_.read([&]() -> Result<void> {
    SQLite::Statement query(store_.database(),
                            "SELECT 1 FROM plans WHERE plan_id = ? AND accepted = 1");
    query.bind(1, std::string(plan_id));
    found = query.executeStep();
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return found;
}

Result<bool> PlanStore::create(const NewPlan& plan) {
  bool is_new = false;
  const auto written = store_.write([&]() -> Result<void> {
    is_new = put_beginning(plan, Accepted::yes);
    return {};
  });
  if (!written) return tl::unexpected(written.error());
  if (auto tidied = tidy_in_time(); !tidied) return tl::unexpected(tidied.error());
  return is_new;
}

bool PlanStore::put_beginning(const NewPlan& plan, Accepted accepted) {
  SQLite::Statement insert(store_.database(),
                           "INSERT INTO plans (plan_id, created_ms, state, request, planning_date,"
                           " accepted) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (plan_id) DO "
                           "UPDATE SET accepted = 1 WHERE accepted < ?6");
  insert.bind(1, plan.plan_id);
  insert.bind(2, plan.created_ms);
  insert.bind(3, text_of(messages::PlanState::running));
  bind_blob(insert, 4, messages::encode(plan.request));
  insert.bind(5, plan.planning_date);
  insert.bind(6, accepted == Accepted::yes ? 1 : 0);
  if (accepted == Accepted::yes) ++untidied_;
  return insert.exec() == 1;
}

Result<void> PlanStore::tidy_in_time() {
  if (untidied_ < plans_between_tidying) return {};
  return tidy();
}

Result<void> PlanStore::tidy() {
  if (untidied_ == 0) return {};
  untidied_ = 0;
  const auto trimmed = store_.write([&]() -> Result<void> {
    SQLite::Statement plans(
        store_.database(),
        "DELETE FROM plans WHERE state <> ?2 AND plan_id IN (SELECT plan_id FROM plans "
        "ORDER BY rowid DESC LIMIT -1 OFFSET ?1)");
    plans.bind(1, static_cast<std::int64_t>(kept_plans_max));
    plans.bind(2, text_of(messages::PlanState::running));
    if (plans.exec() == 0) return {};
    store_.database().exec(
        "DELETE FROM plan_inputs WHERE hash NOT IN "
        "(SELECT inputs_hash FROM plans WHERE inputs_hash IS NOT NULL)");
    return {};
  });
  return trimmed ? store_.empty_log() : trimmed;
}

Result<void> PlanStore::record_inputs(std::string_view plan_id,
                                      const messages::EncodedInputs& inputs) {
  return store_.write(
      [&]() -> Result<void> {
        put_inputs(plan_id, inputs);
        return {};
      },
      broker::Durability::with_next_sync);
}

void PlanStore::put_inputs(std::string_view plan_id, const messages::EncodedInputs& inputs) {
  SQLite::Statement insert(
      store_.database(),
      "INSERT INTO plan_inputs (hash, body) VALUES (?, ?) ON CONFLICT DO NOTHING");
  insert.bind(1, inputs.hash);
  bind_blob(insert, 2, inputs.bytes);
  insert.exec();
  SQLite::Statement update(store_.database(), "UPDATE plans SET inputs_hash = ? WHERE plan_id = ?");
  update.bind(1, inputs.hash);
  update.bind(2, std::string(plan_id));
  update.exec();
}

Result<void> PlanStore::finish(const messages::PlanReport& report, const NewPlan* beginning,
                               const messages::EncodedInputs* inputs) {
  const auto written = store_.write([&]() -> Result<void> {
    if (beginning != nullptr) put_beginning(*beginning, Accepted::yes);
    if (inputs != nullptr) put_inputs(report.plan_id, *inputs);
    SQLite::Statement update(store_.database(),
                             "UPDATE plans SET state = ?, decision = ?, decision_hash = ?, run = ?,"
                             " failure = ?, certificate = ? WHERE plan_id = ?");
    update.bind(1, text_of(report.state));
    bind_blob(update, 2, encoded(report.decision));
    update.bind(3, report.decision_hash);
    bind_blob(update, 4, encoded(report.run));
    bind_blob(update, 5, encoded(report.failure));
    bind_blob(update, 6, encoded(report.certificate));
    update.bind(7, report.plan_id);
    update.exec();
    SQLite::Statement progress(store_.database(), "DELETE FROM plan_progress WHERE plan_id = ?");
    progress.bind(1, report.plan_id);
    progress.exec();
    return {};
  });
  return written ? tidy_in_time() : written;
}

Result<std::optional<messages::PlanReport>> PlanStore::find(std::string_view plan_id,
                                                            bool with_inputs) {
  std::optional<messages::PlanReport> found;
  const auto read = store_.read([&]() -> Result<void> {
    SQLite::Statement query(store_.database(), std::string(columns) +
                                                   "WHERE plan_id = :id OR (length(:id) >= 4 AND "
                                                   "substr(plan_id, -length(:id)) = :id) "
                                                   "ORDER BY plan_id = :id DESC LIMIT 2");
    query.bind(":with_inputs", with_inputs ? 1 : 0);
    query.bind(":id", std::string(plan_id));
    if (!query.executeStep()) return {};
    auto report = report_of(query);
    if (!report) return tl::unexpected(report.error());
    const bool ambiguous = report->plan_id != plan_id && query.executeStep();
    if (ambiguous) {
      return tl::unexpected(Failure{FailureKind::invalid, "more than one plan ends like this",
                                    std::string(plan_id), "a longer ending or the whole id"});
    }
    found = std::move(*report);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return found;
}

Result<std::string> PlanStore::encoded_inputs(const std::string& plan_id) {
  std::string bytes;
  const auto read = store_.read([&]() -> Result<void> {
    SQLite::Statement query(store_.database(),
                            "SELECT body FROM plan_inputs JOIN plans ON hash = inputs_hash "
                            "WHERE plan_id = ?");
    query.bind(1, plan_id);
    if (query.executeStep()) bytes = blob_of(query.getColumn(0));
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return bytes;
}

Result<std::string> PlanStore::planning_date(std::string_view plan_id) {
  std::string date;
  const auto read = store_.read([&]() -> Result<void> {
    SQLite::Statement query(store_.database(), "SELECT planning_date FROM plans WHERE plan_id = ?");
    query.bind(1, std::string(plan_id));
    if (query.executeStep()) date = query.getColumn(0).getString();
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return date;
}

Result<messages::PlanList> PlanStore::list(std::size_t limit) {
  messages::PlanList list;
  const auto read = store_.read([&]() -> Result<void> {
    SQLite::Statement query(store_.database(),
                            std::string(columns) + "ORDER BY plans.rowid DESC LIMIT :limit");
    query.bind(":with_inputs", 0);
    query.bind(":limit", static_cast<std::int64_t>(limit));
    while (query.executeStep()) {
      auto report = report_of(query);
      if (!report) return tl::unexpected(report.error());
      list.plans.push_back(summary_of(*report));
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return list;
}

}  // namespace ballast::actors
