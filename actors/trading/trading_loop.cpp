#include "actors/trading/trading_loop.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "actors/trading/wall_time.hpp"
#include "messages/codec.hpp"
#include "messages/planning.hpp"

namespace ballast::actors {
namespace {

using planner::Result;
using planner::trading::LoopAct;
using planner::trading::LoopFacts;
using planner::trading::NextAct;
using planner::trading::RunEnd;
using planner::trading::RunStage;

constexpr std::chrono::milliseconds answer_deadline{15'000};
constexpr std::size_t runs_told = 10;
constexpr double points = 100.0;  // of a score of 1, as people see it

messages::AutoRun told_run(const planner::trading::LoopRun& run) {
  return {run.number, run.begun_ms, run.stage, run.end, run.plan_id, run.order_id, run.text};
}

}  // namespace

Result<void> TradingLoop::recall() {
  if (recalled_) return {};
  auto runs = store_.runs(1);
  if (!runs) return tl::unexpected(runs.error());
  if (!runs->empty()) run_ = std::move(runs->front());
  recalled_ = true;
  return {};
}

Result<LoopFacts> TradingLoop::facts() {
  if (auto known = recall(); !known) return tl::unexpected(known.error());
  const auto automatic = store_.automatic();
  if (!automatic) return tl::unexpected(automatic.error());
  const auto state = store_.state();
  if (!state) return tl::unexpected(state.error());
  const auto open = store_.open_orders();
  if (!open) return tl::unexpected(open.error());
  const auto queue = store_.queue();
  if (!queue) return tl::unexpected(queue.error());
  const auto emergency = store_.emergency();
  if (!emergency) return tl::unexpected(emergency.error());
  LoopFacts out;
  out.now_ms = wall_ms(clock_);
  out.on = automatic->on;
  out.trading = state->state;
  out.tripped = state->tripped;
  if (*emergency && (*emergency)->below_zero) out.emergency = (*emergency)->text;
  out.busy = placing_ || surroundings_.busy();
  if (!open->empty()) out.open_order = open->front().report.order_id;
  out.queued = queue->size();
  out.state = state_;
  out.state_ms = state_ms_;
  out.asked_ms = asked_ms_;
  out.trouble = trouble_;
  out.run = run_;
  return out;
}

Result<void> TradingLoop::turn(bool on) {
  const auto before = store_.automatic();
  if (!before) return tl::unexpected(before.error());
  if (before->on == on) return {};
  return store_.keep_automatic(on, wall_ms(clock_));
}

Result<messages::AutoStatus> TradingLoop::status() {
  const auto known = facts();
  if (!known) return tl::unexpected(known.error());
  const auto automatic = store_.automatic();
  if (!automatic) return tl::unexpected(automatic.error());
  const auto runs = store_.runs(runs_told);
  if (!runs) return tl::unexpected(runs.error());
  const NextAct next = planner::trading::next_act(*known, rules_);
  messages::AutoStatus out;
  out.on = automatic->on;
  out.since_ms = automatic->since_ms;
  out.doing = next.why;
  if (automatic->on) out.next_ms = next.at_ms;
  out.state = state_;
  if (state_ms_ > 0) out.state_ms = state_ms_;
  for (const LoopRun& run : *runs) out.runs.push_back(told_run(run));
  return out;
}

void TradingLoop::attend(broker::Outlet& outlet) {
  if (asking_ || placing_) return;
  const auto known = facts();
  if (!known) return stand_still(known.error(), outlet);
  act(planner::trading::next_act(*known, rules_), outlet);
}

void TradingLoop::act(const NextAct& next, broker::Outlet& outlet) {
  switch (next.act) {
    case LoopAct::rest:
      return next_look_.wake(next.at_ms, outlet);
    case LoopAct::look:
      return look(outlet);
    case LoopAct::begin:
      return begin(outlet);
    case LoopAct::ask_plan:
      return ask_plan(outlet);
    case LoopAct::choose:
      return choose(outlet);
    case LoopAct::recover:
      return recover(outlet);
    case LoopAct::settle:
      return settle(outlet);
    case LoopAct::stop:
      return end(next.end, next.why, outlet);
  }
}

void TradingLoop::ask(messages::Payload question, broker::Outlet& outlet,
                      std::function<void(const Reply& reply)> hear) {
  asking_ = true;
  outlet.request("coordinator", std::move(question), run_ ? run_->plan_id : "", answer_deadline,
                 [this, hear = std::move(hear)](const Reply& reply) {
                   asking_ = false;
                   hear(reply);
                 });
}

void TradingLoop::keep(LoopRun run, broker::Outlet& outlet) {
  run.changed_ms = wall_ms(clock_);
  if (auto kept = store_.keep_run(run); !kept) return stand_still(kept.error(), outlet);
  next_look_.go_on();
  run_ = std::move(run);
  attend(outlet);
}

void TradingLoop::end(RunEnd how, const std::string& text, broker::Outlet& outlet) {
  LoopRun run = *run_;
  run.stage = RunStage::over;
  run.end = how;
  run.text = text;
  const auto level =
      how == RunEnd::failed ? broker::Notice::Level::warning : broker::Notice::Level::info;
  outlet.note({level, "",
               fmt::format("run {} of trading by itself is over, {}: {}", run.number,
                           planner::trading::run_end_names.at(static_cast<std::size_t>(how)), text),
               run.plan_id});
  keep(std::move(run), outlet);
}

void TradingLoop::retry(const std::string& text, std::int64_t delay_ms, broker::Outlet& outlet) {
  run_->text = text;
  run_->not_before_ms = wall_ms(clock_) + delay_ms;
  next_look_.wake(run_->not_before_ms, outlet);
}

void TradingLoop::look(broker::Outlet& outlet) {
  asked_ms_ = wall_ms(clock_);
  ask(messages::pack(messages::GetPlanningState{}), outlet, [this, &outlet](const Reply& reply) {
    hear_state(reply);
    attend(outlet);
  });
}

void TradingLoop::hear_state(const Reply& reply) {
  const auto told = reply ? messages::unpack<messages::PlanningState>(*reply)
                          : Result<messages::PlanningState>(tl::unexpected(reply.error()));
  trouble_ = told ? "" : planner::describe(told.error());
  if (!told) return;
  state_ = told->present;
  state_ms_ = wall_ms(clock_);
}

void TradingLoop::begin(broker::Outlet& outlet) {
  LoopRun run;
  run.number = run_ ? run_->number + 1 : 1;
  run.begun_ms = wall_ms(clock_);
  run.state = state_;
  run.plan_id = fmt::format("auto-{:x}-{}", run.begun_ms, run.number);
  keep(std::move(run), outlet);
}

void TradingLoop::ask_plan(broker::Outlet& outlet) {
  if (accepted_ == run_->plan_id) return read_plan(outlet);
  messages::CreatePlan wish;
  wish.plan_id = run_->plan_id;
  ask(messages::pack(wish), outlet, [this, &outlet](const Reply& reply) {
    if (!reply) {
      return retry("no plan was accepted: " + planner::describe(reply.error()), rules_.pause_ms,
                   outlet);
    }
    accepted_ = run_->plan_id;
    read_plan(outlet);
  });
}

void TradingLoop::read_plan(broker::Outlet& outlet) {
  ask(messages::pack(messages::GetPlan{run_->plan_id, false}), outlet,
      [this, &outlet](const Reply& reply) { hear_plan(reply, outlet); });
}

void TradingLoop::hear_plan(const Reply& reply, broker::Outlet& outlet) {
  const auto plan = reply ? messages::unpack<messages::PlanReport>(*reply)
                          : Result<messages::PlanReport>(tl::unexpected(reply.error()));
  if (!plan) {
    accepted_.clear();
    return retry(planner::describe(plan.error()), rules_.pause_ms, outlet);
  }
  switch (plan->state) {
    case messages::PlanState::running:
      return retry("it is being computed", rules_.plan_poll_ms, outlet);
    case messages::PlanState::completed:
    case messages::PlanState::degraded:
      return judge(*plan, outlet);
    case messages::PlanState::incomplete:
      return end(RunEnd::failed, "the plan is incomplete", outlet);
    case messages::PlanState::cancelled:
      return end(RunEnd::stopped, "the plan was cancelled", outlet);
    case messages::PlanState::failed:
      return end(RunEnd::failed,
                 plan->failure ? planner::describe(*plan->failure) : "the plan failed", outlet);
  }
}

void TradingLoop::judge(const messages::PlanReport& plan, broker::Outlet& outlet) {
  ask(messages::pack(messages::GetPlanningState{plan.plan_id}), outlet,
      [this, plan, &outlet](const Reply& reply) { hear_state_of_plan(reply, plan, outlet); });
}

void TradingLoop::hear_state_of_plan(const Reply& reply, const messages::PlanReport& plan,
                                     broker::Outlet& outlet) {
  hear_state(reply);
  const auto told = reply ? messages::unpack<messages::PlanningState>(*reply)
                          : Result<messages::PlanningState>(tl::unexpected(reply.error()));
  if (!told) return retry(trouble_, rules_.pause_ms, outlet);
  run_->state = told->of_plan;
  if (!plan.decision || plan.decision->steps.empty()) {
    return end(RunEnd::nothing_to_do, "to do nothing is best", outlet);
  }
  const planner::Score gain = plan.decision->after.total - plan.decision->before.total;
  if (gain < planner::Score::nearest(settings_.auto_min_gain / points)) {
    return end(RunEnd::nothing_to_do,
               fmt::format("the plan gains {:.3f} points, less than {:.3f}", gain.value() * points,
                           settings_.auto_min_gain),
               outlet);
  }
  LoopRun run = *run_;
  run.stage = RunStage::choosing;
  run.not_before_ms = 0;
  run.text.clear();
  keep(std::move(run), outlet);
}

}  // namespace ballast::actors
