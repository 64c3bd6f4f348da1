// Rows of the journals of plans and of orders, as a damaged or foreign file may hold them.
#include <array>

#include "actors/coordinator/plan_store.hpp"
#include "actors/trading/trading_store.hpp"
#include "messages/codec.hpp"
#include "messages/hashes.hpp"
#include "tests/fuzz/parts.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/unit/actors/temporary_directory.hpp"
#include "tests/unit/planner/opportunities/worked_example.hpp"

namespace ballast::fuzz {
namespace {

using actors::PlanStore;
using actors::TradingStore;
using messages::PlanReport;

constexpr std::size_t plan_parts = 9;
constexpr std::size_t order_parts = 5;

void bind_bytes(SQLite::Statement& statement, int place, const std::string& bytes) {
  statement.bind(place, bytes.data(), static_cast<int>(bytes.size()));
}

template <class Answer>
void require_answered(const planner::Result<Answer>& answer) {
  if (!answer) require_sentence(answer.error());
}

/// A journal with one row that is put for a moment: nothing of it reaches the disk.
class PlanJournal {
 public:
  PlanJournal() : plans_(open()) {}

  void read(const std::vector<std::string>& row) {
    database_->exec("BEGIN");
    put(row);
    require_answered(plans_.find("plan-1"));
    require_answered(plans_.list(5));
    require_answered(plans_.unfinished());
    require_answered(plans_.planning_date("plan-1"));
    database_->exec("ROLLBACK");
  }

 private:
  broker::Store open() {
    auto store =
        broker::Store::open({directory_.path() / "plans.db", PlanStore::migrations(), false});
    require(store.has_value(), "the journal of plans cannot be opened");
    database_ = &store->database();
    return std::move(*store);
  }

  void put(const std::vector<std::string>& row) {
    SQLite::Statement inputs(*database_, "INSERT INTO plan_inputs VALUES ('h', ?)");
    bind_bytes(inputs, 1, row[0]);
    inputs.exec();
    SQLite::Statement plan(*database_,
                           "INSERT INTO plans (plan_id, created_ms, inputs_hash, request, decision,"
                           " run, failure, certificate, state, decision_hash, planning_date) "
                           "VALUES ('plan-1', 1, 'h', ?, ?, ?, ?, ?, ?, ?, ?)");
    for (int i = 1; i <= 5; ++i) bind_bytes(plan, i, row[static_cast<std::size_t>(i)]);
    for (int i = 6; i <= 8; ++i) plan.bind(i, row[static_cast<std::size_t>(i)]);
    plan.exec();
  }

  actors::TemporaryDirectory directory_;
  SQLite::Database* database_ = nullptr;  // of plans_
  PlanStore plans_;
};

/// Orders are read by a second reader of the same file, inside the transaction that put them.
class OrderJournal {
 public:
  OrderJournal() : orders_(open()), database_(file().string(), SQLite::OPEN_READWRITE) {
    database_.exec("PRAGMA synchronous = OFF");
  }

  void read(const std::vector<std::string>& row) {
    put(row);
    require_answered(orders_.open_orders());
    require_answered(orders_.orders("", 5));
    require_answered(orders_.orders_of_command("command"));
    require_answered(orders_.executed_steps("plan-1"));
    require_answered(orders_.history());
  }

 private:
  [[nodiscard]] std::filesystem::path file() const { return directory_.path() / "trading.db"; }

  TradingStore open() const {
    auto store = TradingStore::open(file());
    require(store.has_value(), "the journal of orders cannot be opened");
    return std::move(*store);
  }

  void put(const std::vector<std::string>& row) {
    SQLite::Statement order(
        database_,
        "INSERT OR REPLACE INTO placed_order (number, order_id, plan_id, step, command_id, state, "
        "security, side, executed, report, fill) "
        "VALUES (1, 'order', 'plan-1', 1, 'command', ?, ?, ?, ?, ?, ?)");
    constexpr std::array<const char*, 4> states = {"journalled", "filled", "unknown", "blocked"};
    const auto number = [&row](std::size_t part) {
      return row[part].empty() ? 0U : std::uint32_t{static_cast<unsigned char>(row[part].front())};
    };
    order.bind(1, states.at(number(0) % states.size()));
    order.bind(2, number(1));
    order.bind(3, number(2) % 2 == 0 ? "buy" : "sell");
    order.bind(4, number(2));
    bind_bytes(order, 5, row[3]);
    bind_bytes(order, 6, row[4]);
    order.exec();
  }

  actors::TemporaryDirectory directory_;
  TradingStore orders_;
  SQLite::Database database_;
};

void read_plan_row(std::string_view bytes) {
  static PlanJournal journal;
  journal.read(split_parts(bytes, plan_parts));
}

void read_order_row(std::string_view bytes) {
  static OrderJournal journal;
  journal.read(split_parts(bytes, order_parts));
}

std::vector<std::string> honest_plan_rows() {
  PlanReport report;
  report.decision.emplace().narrative = "Nothing is worth doing.";
  report.decision->steps.resize(1);
  report.certificate.emplace().bound = planner::Score{9};
  const planner::Failure failure{planner::FailureKind::missing, "no prices", "universe", ""};
  const std::string request = messages::encode(planner::example::request());
  const std::string inputs = messages::encode_inputs(planner::example::inputs()).bytes;
  return {join_parts({inputs, request, messages::encode(*report.decision), "", "",
                      messages::encode(*report.certificate), "completed", "abc", "2026-01-31"}),
          join_parts({"", request, "", "", messages::encode(failure), "", "failed", "", ""})};
}

std::vector<std::string> honest_order_rows() {
  messages::OrderReport report;
  report.order_id = "order";
  report.plan_id = "plan-1";
  messages::ApplyFill fill;
  fill.fill_id = "order";
  return {join_parts({"\x01", "\x02", "\x03", messages::encode(messages::OrderFilled{report}),
                      messages::encode(fill)})};
}

}  // namespace

std::vector<Target> journal_targets() {
  return {{"plan-row", read_plan_row, honest_plan_rows},
          {"order-row", read_order_row, honest_order_rows}};
}

}  // namespace ballast::fuzz
