#include "actors/trading/order_queue.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "actors/trading/wall_time.hpp"

namespace ballast::actors {
namespace {

using messages::OrderReport;
using planner::Result;

}  // namespace

void OrderQueue::attend(broker::Outlet& outlet) {
  if (placing_) return;
  const auto queue = store_.queue();
  if (!queue) return stand_still(queue.error(), outlet);
  if (queue->empty()) return;
  const auto open = store_.open_orders();
  if (!open) return stand_still(open.error(), outlet);
  const std::int64_t now = wall_ms(clock_);
  // One at a time: what is open changes what the next one may do.
  if (!open->empty() || surroundings_.busy()) return next_look_.wake(now + rules_.least_ms, outlet);
  std::vector<planner::trading::QueuedStep> timings;
  for (const WaitingStep& step : *queue) {
    const auto executed = store_.executed_steps(step.plan_id);
    if (!executed) return stand_still(executed.error(), outlet);
    if (std::find(executed->begin(), executed->end(), step.step) != executed->end()) {
      return leave(step, "it was executed", broker::Notice::Level::info, outlet);
    }
    timings.push_back(step.timing);
  }
  const auto next = planner::trading::next_queued(timings, now, rules_);
  const auto at = std::find_if(queue->begin(), queue->end(), [&](const WaitingStep& step) {
    return step.timing.number == next->number;
  });
  if (next->drop) return drop(*at, "it waited for too long", outlet);
  if (next->at_ms > now) return next_look_.wake(next->at_ms, outlet);
  try_step(*at, outlet);
}

void OrderQueue::drop(const WaitingStep& step, const std::string& why, broker::Outlet& outlet) {
  leave(step, why, broker::Notice::Level::warning, outlet);
}

void OrderQueue::leave(const WaitingStep& step, const std::string& why, broker::Notice::Level level,
                       broker::Outlet& outlet) {
  if (auto ended = store_.end_queued(step.timing.number, why); !ended) {
    return stand_still(ended.error(), outlet);
  }
  outlet.note({level, "",
               fmt::format("step {} of plan {} leaves the queue: {}", step.step, step.plan_id, why),
               step.plan_id});
  attend(outlet);
}

void OrderQueue::try_step(const WaitingStep& step, broker::Outlet& outlet) {
  auto plan = store_.asked_plan(step.plan_id);
  if (!plan) return stand_still(plan.error(), outlet);
  if (!*plan) return drop(step, "its plan is not kept any more", outlet);
  (*plan)->all = false;
  (*plan)->dry_run = false;
  (*plan)->steps = {step.step};
  placing_ = true;
  surroundings_.place(
      std::move(**plan),
      {fmt::format("queue/{}/{}", step.timing.number, wall_ms(clock_)), true, rules_.refusals_max},
      [this, step, &outlet](const auto& report) { hear_placed(step, report, outlet); }, outlet);
}

void OrderQueue::hear_placed(const WaitingStep& step,
                             const Result<messages::ExecutionReport>& report,
                             broker::Outlet& outlet) {
  placing_ = false;
  if (!report) return wait_on(step, {}, planner::describe(report.error()), outlet);
  if (report->orders.empty()) return drop(step, "the broker refused it too often", outlet);
  const OrderReport& order = report->orders.front();
  // An order that the broker refuses is tried again: the step waits until one was filled.
  if (order.state != messages::OrderState::blocked) {
    return wait_on(step, {}, "order " + order.order_id + " was placed", outlet);
  }
  std::string why;
  for (const messages::OrderCheck& check : order.checks) {
    if (!check.passed) why += (why.empty() ? "" : "; ") + check.text;
  }
  wait_on(step, order.may_go_ms, why, outlet);
}

void OrderQueue::wait_on(WaitingStep step, std::optional<std::int64_t> may_go_ms,
                         const std::string& text, broker::Outlet& outlet) {
  step.timing.tried_ms = wall_ms(clock_);
  step.timing.may_go_ms = may_go_ms;
  if (auto noted = store_.note_queued(step.timing, text); !noted) {
    return stand_still(noted.error(), outlet);
  }
  next_look_.go_on();
}

}  // namespace ballast::actors
