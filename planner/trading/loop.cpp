#include "planner/trading/loop.hpp"

#include <algorithm>

#include "planner/trading/wording.hpp"

namespace ballast::planner::trading {
namespace {

NextAct rest_for(const LoopFacts& facts, const LoopRules& rules, std::string why) {
  return {LoopAct::rest, facts.now_ms + rules.look_every_ms, std::move(why), RunEnd::none};
}

/// Does it from then on, and rests until then.
NextAct not_before(std::int64_t at_ms, const LoopFacts& facts, const LoopRules& rules,
                   NextAct next) {
  if (at_ms <= facts.now_ms) {
    next.at_ms = facts.now_ms;
    return next;
  }
  next.act = LoopAct::rest;
  next.at_ms = std::min(at_ms, facts.now_ms + rules.look_every_ms);
  return next;
}

bool is_open(const LoopFacts& facts) {
  return facts.run && facts.run->stage != RunStage::over;
}

/// What keeps every order from leaving, one sentence; empty: nothing does.
std::string held_back(const LoopFacts& facts) {
  if (!facts.tripped.empty()) {
    return "a breaker has tripped: " + facts.tripped + "; `ballast resume` resets it";
  }
  if (facts.trading == TradingState::halt) {
    return "trading is halted; `ballast resume` ends that";
  }
  if (!facts.emergency.empty()) return facts.emergency + "; that is mended first";
  if (facts.queued > 0) {
    const bool one = facts.queued == 1;
    return std::to_string(facts.queued) + (one ? " step that was" : " steps that were") +
           " queued by `ballast execute --all` " + (one ? "goes" : "go") + " first";
  }
  if (!facts.open_order.empty()) {
    return "order " + facts.open_order + " is open, and there is one at a time";
  }
  if (facts.busy) return "orders are being placed, or books compared";
  return "";
}

NextAct look(const LoopFacts& facts, const LoopRules& rules) {
  const std::string why = facts.trouble.empty()
                              ? "it looks whether anything has changed"
                              : "the state of planning is not known: " + facts.trouble;
  const std::int64_t at =
      facts.trouble.empty() || facts.asked_ms == 0 ? 0 : facts.asked_ms + rules.look_every_ms;
  return not_before(at, facts, rules, {LoopAct::look, 0, why, RunEnd::none});
}

NextAct plan_further(const LoopFacts& facts, const LoopRules& rules) {
  const LoopRun& run = *facts.run;
  if (facts.now_ms - run.begun_ms > rules.plan_within_ms) {
    return {LoopAct::stop, facts.now_ms, "there was no plan in time", RunEnd::failed};
  }
  std::string why = "it waits for plan " + run.plan_id;
  if (!run.text.empty()) why += ": " + run.text;
  return not_before(run.not_before_ms, facts, rules, {LoopAct::ask_plan, 0, why, RunEnd::none});
}

NextAct choose_step(const LoopFacts& facts, const LoopRules& rules) {
  const LoopRun& run = *facts.run;
  const auto outdated = [&](const char* why) {
    return NextAct{LoopAct::stop, facts.now_ms, why, RunEnd::outdated};
  };
  if (facts.state != run.state) return outdated("what the plan was made from has changed");
  if (facts.now_ms - run.begun_ms > rules.plan_lasts_ms) return outdated("the plan is too old");
  const std::string why = run.text.empty() ? "it chooses a step of the plan" : run.text;
  return not_before(run.not_before_ms, facts, rules, {LoopAct::choose, 0, why, RunEnd::none});
}

NextAct go_on(const LoopFacts& facts, const LoopRules& rules) {
  return facts.run->stage == RunStage::planning ? plan_further(facts, rules)
                                                : choose_step(facts, rules);
}

/// What comes after a run that is over.
NextAct next_run(const LoopFacts& facts, const LoopRules& rules) {
  if (!facts.run) return {LoopAct::begin, facts.now_ms, "it begins", RunEnd::none};
  const LoopRun& last = *facts.run;
  const bool changed = facts.state != last.state;
  if (!changed && last.end == RunEnd::nothing_to_do) {
    return rest_for(facts, rules,
                    "nothing has changed since the last plan, which holds nothing worth doing" +
                        (last.text.empty() ? "" : ": " + last.text));
  }
  std::int64_t pause = last.end == RunEnd::failed ? rules.trouble_ms : rules.pause_ms;
  std::string why = changed ? "prices, books or settings have changed" : "it tries again";
  if (!changed && last.end == RunEnd::traded) {
    pause = rules.shows_within_ms;
    why = "it waits until the last trade shows";
  }
  const std::int64_t at = last.changed_ms + pause;
  if (at > facts.now_ms) why += "; it plans from " + time_text(at);
  return not_before(at, facts, rules, {LoopAct::begin, 0, why, RunEnd::none});
}

/// A run with an order, or perhaps with one: whatever else holds, it is brought to its end.
NextAct finish_order(const LoopFacts& facts, const LoopRules& rules) {
  if (facts.busy) return rest_for(facts, rules, "an order is being placed, or books compared");
  if (facts.run->stage == RunStage::executing) {
    return {LoopAct::recover, facts.now_ms, "it looks what became of the step", RunEnd::none};
  }
  if (!facts.open_order.empty()) {
    return rest_for(facts, rules, "it waits for order " + facts.open_order);
  }
  return not_before(facts.run->not_before_ms, facts, rules,
                    {LoopAct::settle, 0, "books and broker are to be compared", RunEnd::none});
}

}  // namespace

NextAct next_act(const LoopFacts& facts, const LoopRules& rules) {
  const bool open = is_open(facts);
  if (open && (facts.run->stage == RunStage::executing || facts.run->stage == RunStage::settling)) {
    return finish_order(facts, rules);
  }
  if (!facts.on) {
    if (open) return {LoopAct::stop, facts.now_ms, "it was turned off", RunEnd::stopped};
    return rest_for(facts, rules, "it is off; `ballast auto on` turns it on");
  }
  const std::string held = held_back(facts);
  if (!held.empty()) return rest_for(facts, rules, held);
  const bool known = !facts.state.empty() && facts.now_ms >= facts.state_ms &&
                     facts.now_ms - facts.state_ms < rules.look_every_ms;
  if (!known) return look(facts, rules);
  return open ? go_on(facts, rules) : next_run(facts, rules);
}

}  // namespace ballast::planner::trading
