// Commands about plans: making, reading, listing and cancelling them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "messages/plan_report.hpp"
#include "messages/plan_trace.hpp"
#include "messages/planning_fields.hpp"

namespace ballast::messages {

/// One setting as it would be written in a file; the coordinator's own file gives the rest.
struct SettingOverride {
  std::string key;    // "max_plan_depth"
  std::string value;  // "7"

  bool operator==(const SettingOverride&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("key", self.key);
    visit("value", self.value);
  }
};

/// CLI -> coordinator. Answered with PlanAccepted; the plan is then told on plan.<id>.
struct CreatePlan {
  static constexpr std::string_view type = "CreatePlan";
  std::string plan_id;  // UUIDv7, chosen by who asks
  std::vector<SettingOverride> settings;
  std::uint64_t seed = 0;
  bool buy_only = false;
  std::vector<std::string> exclude;  // symbols that are not traded
  std::vector<std::string> pin;      // symbols that every plan must trade
  std::optional<planner::Money> cash;
  std::vector<std::vector<planner::TradeIdea>> ideas;  // not empty: score these, search nothing
  std::string planning_date;  // "today", "newest-price" or a day; empty: as the planner file says
  bool trace = false;         // keep what happens when, for GetTrace

  bool operator==(const CreatePlan&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("plan_id", self.plan_id);
    visit("settings", self.settings, may_be_absent);
    visit("seed", self.seed, may_be_absent);
    visit("buy_only", self.buy_only, may_be_absent);
    visit("exclude", self.exclude, may_be_absent);
    visit("pin", self.pin, may_be_absent);
    visit("cash", self.cash);
    visit("ideas", self.ideas, may_be_absent);
    visit("planning_date", self.planning_date, may_be_absent);
    visit("trace", self.trace, may_be_absent);
  }
};

struct PlanAccepted {
  static constexpr std::string_view type = "PlanAccepted";
  std::string plan_id;

  bool operator==(const PlanAccepted&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("plan_id", self.plan_id);
  }
};

/// CLI -> coordinator. Answered with PlanReport.
struct GetPlan {
  static constexpr std::string_view type = "GetPlan";
  std::string plan_id;
  bool with_inputs = false;  // the inputs are large: wanted to save and verify a plan

  bool operator==(const GetPlan&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("plan_id", self.plan_id);
    visit("with_inputs", self.with_inputs, may_be_absent);
  }
};

/// CLI -> coordinator. Answered with PlanList.
struct ListPlans {
  static constexpr std::string_view type = "ListPlans";
  std::uint32_t limit = 20;

  bool operator==(const ListPlans&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("limit", self.limit, may_be_absent);
  }
};

struct PlanList {
  static constexpr std::string_view type = "PlanList";
  std::vector<PlanSummary> plans;  // newest first

  bool operator==(const PlanList&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("plans", self.plans);
  }
};

/// CLI -> coordinator: stop working on it. Answered with PlanCancelled.
struct CancelPlan {
  static constexpr std::string_view type = "CancelPlan";
  std::string plan_id;

  bool operator==(const CancelPlan&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("plan_id", self.plan_id);
  }
};

struct PlanCancelled {
  static constexpr std::string_view type = "PlanCancelled";
  std::string plan_id;
  PlanState state = PlanState::cancelled;  // another one: it was over before

  bool operator==(const PlanCancelled&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("plan_id", self.plan_id);
    visit("state", self.state);
  }
};

/// Coordinator, topic plan.<id>.completed, when a plan is over, however it ended.
struct PlanCompleted {
  static constexpr std::string_view type = "PlanCompleted";
  std::string plan_id;
  PlanState state = PlanState::completed;
  std::string decision_hash;  // empty: there is no decision
  std::uint32_t steps = 0;    // of the decision

  bool operator==(const PlanCompleted&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("plan_id", self.plan_id);
    visit("state", self.state);
    visit("decision_hash", self.decision_hash, may_be_absent);
    visit("steps", self.steps, may_be_absent);
  }
};

/// Trading -> coordinator: has anything changed that a plan depends on? Answered with
/// PlanningState.
struct GetPlanningState {
  static constexpr std::string_view type = "GetPlanningState";
  std::string plan_id;  // tell what this plan was computed from, too; empty: of no plan

  bool operator==(const GetPlanningState&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("plan_id", self.plan_id, may_be_absent);
  }
};

/// Two plans of one state are computed from what is, for planning, the same.
struct PlanningState {
  static constexpr std::string_view type = "PlanningState";
  std::string present;  // "1:" and 16 hex digits
  std::string of_plan;  // empty: no plan was named, or it has no inputs

  bool operator==(const PlanningState&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("present", self.present);
    visit("of_plan", self.of_plan, may_be_absent);
  }
};

/// Coordinator -> opportunity. Answered with OpportunitiesFound.
struct IdentifyOpportunities {
  static constexpr std::string_view type = "IdentifyOpportunities";
  planner::PlanRequest request;
  std::string inputs;  // PlanInputs, encoded: the same bytes for every plan of the same inputs

  bool operator==(const IdentifyOpportunities&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("request", self.request);
    visit("inputs", self.inputs, binary);
  }
};

struct OpportunitiesFound {
  static constexpr std::string_view type = "OpportunitiesFound";
  planner::Opportunities opportunities;

  bool operator==(const OpportunitiesFound&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("opportunities", self.opportunities);
  }
};

/// Coordinator -> generator: push the pieces of this space to the intake. Answered with
/// GenerationStarted at once; the end is told with PiecesDone at the intake.
struct GenerateSequences {
  static constexpr std::string_view type = "GenerateSequences";
  std::string run;
  std::string intake;             // endpoint: "ipc:///run/ballast/intake"
  std::uint64_t space_size = 0;   // indices
  std::uint64_t piece_units = 0;  // indices of one piece; the last may be shorter
  std::string task;               // bytes of a SearchTask: what to do with every range
  std::string sequences;          // beyond the space, see pack_sequences; after the ranges
  /// First index and the one past the last of slices that are not wanted, rising.
  std::vector<std::uint64_t> finished;

  bool operator==(const GenerateSequences&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("run", self.run);
    visit("intake", self.intake);
    visit("space_size", self.space_size);
    visit("piece_units", self.piece_units);
    visit("task", self.task, Mark{.may_be_absent = true, .binary = true});
    visit("sequences", self.sequences, Mark{.may_be_absent = true, .binary = true});
    visit("finished", self.finished, may_be_absent);
  }
};

struct GenerationStarted {
  static constexpr std::string_view type = "GenerationStarted";
  std::string run;
  std::uint64_t pieces = 0;
  std::uint64_t total_units = 0;

  bool operator==(const GenerationStarted&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("run", self.run);
    visit("pieces", self.pieces);
    visit("total_units", self.total_units);
  }
};

}  // namespace ballast::messages
