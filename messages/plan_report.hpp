// A plan as it is kept and shown: its decision and how it was run.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "messages/certificate_fields.hpp"
#include "messages/control.hpp"
#include "messages/payload.hpp"
#include "messages/planning_fields.hpp"

namespace ballast::messages {

enum class PlanState : std::uint8_t {
  running,
  completed,
  degraded,    // complete, but something optional was missing
  incomplete,  // some of the work was set aside
  cancelled,
  failed,
};

template <>
struct NamesOf<PlanState> {
  static constexpr std::array<std::string_view, 6> names = {"running",    "completed", "degraded",
                                                            "incomplete", "cancelled", "failed"};
};

/// The account of one worker or one board: leased = applied + duplicates + expired.
struct WorkAccount {
  std::string name;
  std::string board;  // of a worker
  std::uint64_t leased = 0;
  std::uint64_t applied = 0;
  std::uint64_t duplicates = 0;
  std::uint64_t expired = 0;
  std::uint64_t units = 0;  // of the applied batches
  std::uint64_t busy_ms = 0;

  bool operator==(const WorkAccount&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("name", self.name);
    visit("board", self.board, may_be_absent);
    visit("leased", self.leased);
    visit("applied", self.applied);
    visit("duplicates", self.duplicates);
    visit("expired", self.expired);
    visit("units", self.units, may_be_absent);
    visit("busy_ms", self.busy_ms, may_be_absent);
  }
};

/// The account of a plan's batches: issued = applied + set_aside + abandoned.
struct WorkLedger {
  std::uint64_t issued = 0;
  std::uint64_t applied = 0;
  std::uint64_t set_aside = 0;
  std::uint64_t abandoned = 0;  // open when the plan was cancelled
  std::uint64_t leased = 0;
  std::uint64_t duplicates = 0;
  std::uint64_t expired = 0;
  std::uint64_t requeued = 0;
  std::uint64_t copied = 0;  // leased a second time near the end
  std::uint64_t disagreements = 0;
  std::uint64_t refused = 0;  // answers that match no lease
  bool balances = true;
  std::vector<WorkAccount> workers;
  std::vector<WorkAccount> boards;

  bool operator==(const WorkLedger&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("issued", self.issued);
    visit("applied", self.applied);
    visit("set_aside", self.set_aside);
    visit("abandoned", self.abandoned, may_be_absent);
    visit("leased", self.leased);
    visit("duplicates", self.duplicates);
    visit("expired", self.expired);
    visit("requeued", self.requeued, may_be_absent);
    visit("copied", self.copied, may_be_absent);
    visit("disagreements", self.disagreements, may_be_absent);
    visit("refused", self.refused, may_be_absent);
    visit("balances", self.balances);
    visit("workers", self.workers, may_be_absent);
    visit("boards", self.boards, may_be_absent);
  }
};

struct StageTime {
  std::string name;
  std::uint64_t elapsed_ms = 0;

  bool operator==(const StageTime&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("name", self.name);
    visit("elapsed_ms", self.elapsed_ms);
  }
};

/// How a plan was computed. Never hashed: it differs from run to run.
struct PlanRun {
  std::string mode;  // "local" or "cluster"
  std::uint64_t elapsed_ms = 0;
  std::uint64_t evaluated = 0;        // sets that were scored; cash can pay for them
  std::uint64_t infeasible = 0;       // sets that cash cannot pay for
  std::uint64_t outside = 0;          // indices that are no set
  std::uint32_t passes = 0;           // searches of the space: one, and one per alternative
  std::uint64_t nodes = 0;            // of searches by bounds; 0: every set was looked at
  std::uint64_t pruned = 0;           // sets that bounds ruled out unseen, at least so many
  std::optional<planner::Score> gap;  // no set of the space scores more above the plan; 0: exact
  std::uint32_t workers = 0;
  std::uint32_t boards = 0;
  WorkLedger ledger;
  std::vector<StageTime> stages;
  std::vector<std::string> notes;  // what a person should know of the run

  bool operator==(const PlanRun&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("mode", self.mode);
    visit("elapsed_ms", self.elapsed_ms);
    visit("evaluated", self.evaluated);
    visit("infeasible", self.infeasible);
    visit("outside", self.outside);
    visit("passes", self.passes, may_be_absent);
    visit("nodes", self.nodes, may_be_absent);
    visit("pruned", self.pruned, may_be_absent);
    visit("gap", self.gap);
    visit("workers", self.workers, may_be_absent);
    visit("boards", self.boards, may_be_absent);
    visit("ledger", self.ledger);
    visit("stages", self.stages, may_be_absent);
    visit("notes", self.notes, may_be_absent);
  }
};

/// Everything about one plan: the reply to GetPlan, the `--json` output and a saved plan.
struct PlanReport {
  static constexpr std::string_view type = "PlanReport";
  std::string plan_id;
  PlanState state = PlanState::running;
  std::int64_t created_ms = 0;  // wall clock of the coordinator, since 1970
  std::optional<planner::PlanRequest> request;
  std::optional<planner::PlanInputs> inputs;  // only if asked for
  std::optional<planner::Decision> decision;
  std::string decision_hash;  // SHA-256 of the decision's bytes, hex; empty without a decision
  std::optional<planner::Certificate> certificate;  // where bounds hold
  std::optional<PlanRun> run;
  std::optional<planner::Failure> failure;

  bool operator==(const PlanReport&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("plan_id", self.plan_id);
    visit("state", self.state);
    visit("created_ms", self.created_ms);
    visit("request", self.request);
    visit("inputs", self.inputs);
    visit("decision", self.decision);
    visit("decision_hash", self.decision_hash, may_be_absent);
    visit("certificate", self.certificate);
    visit("run", self.run);
    visit("failure", self.failure);
  }
};

/// The payload of a report whose inputs are at hand as encode() made them, and not in it: they are
/// megabytes in a large universe.
[[nodiscard]] Payload pack_with_inputs(const PlanReport& report, std::string_view encoded_inputs);

/// One line of the list of plans.
struct PlanSummary {
  std::string plan_id;
  PlanState state = PlanState::running;
  std::int64_t created_ms = 0;
  std::uint32_t step_count = 0;
  std::optional<planner::Score> score_before;
  std::optional<planner::Score> score_after;
  std::string decision_hash;
  std::string headline;  // "sell 7 CCC, buy 40 DDD"

  bool operator==(const PlanSummary&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("plan_id", self.plan_id);
    visit("state", self.state);
    visit("created_ms", self.created_ms);
    visit("step_count", self.step_count, may_be_absent);
    visit("score_before", self.score_before);
    visit("score_after", self.score_after);
    visit("decision_hash", self.decision_hash, may_be_absent);
    visit("headline", self.headline, may_be_absent);
  }
};

}  // namespace ballast::messages
