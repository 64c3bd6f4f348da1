// Trading by itself: what is to be done next, and why, as one decision on what is known of the
// account, the newest run and the time. A run is one plan and at most one order of it; it is
// written down before it is begun, and so is each of its stages.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "planner/trading/facts.hpp"

namespace ballast::planner::trading {

enum class RunStage : std::uint8_t {
  planning,   // a plan is asked for
  choosing,   // there is one: the first of its steps that may go is to go
  executing,  // a step was chosen, and is being checked and written down
  settling,   // its order is on its way, or its fill is not in the books
  over,
};
inline constexpr std::array<std::string_view, 5> run_stage_names = {
    "planning", "choosing", "executing", "settling", "over"};

enum class RunEnd : std::uint8_t {
  none,  // it is not over
  traded,
  nothing_to_do,  // the plan holds nothing that is worth doing
  outdated,       // what the plan was made from has changed
  failed,         // there is no plan, or the broker refused
  stopped,        // by a person
};
inline constexpr std::array<std::string_view, 6> run_end_names = {
    "none", "traded", "nothing_to_do", "outdated", "failed", "stopped"};

struct LoopRun {
  std::int64_t number = 0;  // rises by one
  RunStage stage = RunStage::planning;
  RunEnd end = RunEnd::none;
  std::int64_t begun_ms = 0;
  std::int64_t changed_ms = 0;     // when it was written down last
  std::int64_t not_before_ms = 0;  // nothing is done for it before
  std::string state;               // of planning: when it began, then what its plan was made from
  std::string plan_id;
  std::uint32_t tries = 0;  // how often a step was chosen
  std::string order_id;     // empty: none was placed
  std::string text;         // one sentence: what it waits for, or what came of it

  bool operator==(const LoopRun&) const = default;
};

struct LoopRules {
  std::int64_t look_every_ms = 60'000;  // how old what is known of the state may be
  std::int64_t pause_ms = 60'000;       // after a run
  std::int64_t trouble_ms = 300'000;    // after a failure, and before a step is tried again
  std::int64_t plan_poll_ms = 2'000;
  std::int64_t plan_within_ms = 3'600'000;   // a plan that takes longer is given up
  std::int64_t plan_lasts_ms = 86'400'000;   // an older one is not traded on
  std::int64_t shows_within_ms = 1'200'000;  // after a trade the state should change
  std::int64_t refusals_max = 3;             // a step that was refused so often is passed over
};

struct LoopFacts {
  std::int64_t now_ms = 0;  // since 1970, UTC
  bool on = false;
  TradingState trading = TradingState::halt;
  std::string tripped;         // a breaker that a person has not reset; empty: none
  std::string emergency;       // what cash is below zero; empty: none
  bool busy = false;           // orders are being placed or books compared
  std::string open_order;      // one that may still be filled or booked; empty: none
  std::size_t queued = 0;      // steps that a person queued
  std::string state;           // of planning, as it was last; empty: not known
  std::int64_t state_ms = 0;   // when that was found
  std::int64_t asked_ms = 0;   // when it was asked for last; 0: never
  std::string trouble;         // why it could not be told; empty: it could
  std::optional<LoopRun> run;  // the newest

  bool operator==(const LoopFacts&) const = default;
};

enum class LoopAct : std::uint8_t {
  rest,
  look,      // ask for the state of planning
  begin,     // a new run
  ask_plan,  // ask for the run's plan, or how far it is
  choose,    // a step
  recover,   // find out whether the step that was chosen became an order
  settle,    // compare books and broker, then end the run
  stop,      // end the run: `end` and `why` say how
};

struct NextAct {
  LoopAct act = LoopAct::rest;
  std::int64_t at_ms = 0;  // when; of rest: when to ask again at the latest
  std::string why;         // one sentence for a person
  RunEnd end = RunEnd::none;

  bool operator==(const NextAct&) const = default;
};

/// Returns what is to be done next. An act in the future is a rest until then.
[[nodiscard]] NextAct next_act(const LoopFacts& facts, const LoopRules& rules = {});

}  // namespace ballast::planner::trading
