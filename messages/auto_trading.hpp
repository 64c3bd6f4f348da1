// The trading loop as people steer and see it: whether it runs, what it does, what it did.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "messages/field.hpp"
#include "planner/trading/loop.hpp"

namespace ballast::messages {

using planner::trading::RunEnd;
using planner::trading::RunStage;

template <>
struct NamesOf<RunStage> {
  static constexpr auto names = planner::trading::run_stage_names;
};
template <>
struct NamesOf<RunEnd> {
  static constexpr auto names = planner::trading::run_end_names;
};

/// CLI -> trading: begin or end trading by itself, over restarts. Answered with AutoStatus.
struct SetAuto {
  static constexpr std::string_view type = "SetAuto";
  bool on = false;

  bool operator==(const SetAuto&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("on", self.on);
  }
};

/// CLI -> trading. Answered with AutoStatus.
struct GetAuto {
  static constexpr std::string_view type = "GetAuto";
  bool operator==(const GetAuto&) const = default;
  template <class Self, class Visitor>
  static void fields(Self& /*self*/, Visitor&& /*visit*/) {}
};

/// One turn of the loop: a plan, and at most one order of it.
struct AutoRun {
  std::int64_t number = 0;    // rises by one
  std::int64_t begun_ms = 0;  // since 1970
  RunStage stage = RunStage::planning;
  RunEnd end = RunEnd::none;
  std::string plan_id;
  std::string order_id;  // empty: none was placed
  std::string text;      // one sentence: what came of it, or what it waits for

  bool operator==(const AutoRun&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("number", self.number);
    visit("begun_ms", self.begun_ms);
    visit("stage", self.stage);
    visit("end", self.end);
    visit("plan_id", self.plan_id);
    visit("order_id", self.order_id, may_be_absent);
    visit("text", self.text, may_be_absent);
  }
};

struct AutoStatus {
  static constexpr std::string_view type = "AutoStatus";
  bool on = false;
  std::int64_t since_ms = 0;             // since 1970; 0: from the beginning
  bool attended = true;                  // false: this process does not last, and leaves it alone
  std::string doing;                     // one sentence: what it does or waits for, and why
  std::optional<std::int64_t> next_ms;   // when it looks again
  std::string state;                     // of planning, as it was last; empty: not known
  std::optional<std::int64_t> state_ms;  // when that was
  std::vector<AutoRun> runs;             // newest first

  bool operator==(const AutoStatus&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("on", self.on);
    visit("since_ms", self.since_ms, may_be_absent);
    visit("attended", self.attended, may_be_absent);
    visit("doing", self.doing);
    visit("next_ms", self.next_ms);
    visit("state", self.state, may_be_absent);
    visit("state_ms", self.state_ms);
    visit("runs", self.runs, may_be_absent);
  }
};

}  // namespace ballast::messages
