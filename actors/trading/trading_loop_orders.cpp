// The order of a run of the loop: choosing a step, having it placed, and what came of it.
#include <algorithm>

#include <fmt/format.h>

#include "actors/trading/plan_orders.hpp"
#include "actors/trading/trading_loop.hpp"
#include "actors/trading/wall_time.hpp"
#include "messages/codec.hpp"
#include "messages/planning.hpp"

namespace ballast::actors {
namespace {

using messages::OrderReport;
using messages::OrderState;
using planner::Result;
using planner::trading::RunEnd;
using planner::trading::RunStage;

std::string command_id_of(const planner::trading::LoopRun& run) {
  return fmt::format("auto/{}/{}", run.number, run.tries);
}

std::string step_text(const OrderReport& order) {
  return fmt::format("step {}, {} {} {}", order.step,
                     order.side == planner::Side::buy ? "BUY" : "SELL", order.quantity,
                     order.symbol);
}

std::string first_failing(const OrderReport& order) {
  for (const messages::OrderCheck& check : order.checks) {
    if (!check.passed) return check.text.empty() ? check.name : check.text;
  }
  return "";
}

const OrderReport* placed_order(const std::vector<OrderReport>& orders) {
  const auto at = std::find_if(orders.begin(), orders.end(), [](const OrderReport& order) {
    return order.state != OrderState::blocked;
  });
  return at == orders.end() ? nullptr : &*at;
}

}  // namespace

void TradingLoop::choose(broker::Outlet& outlet) {
  ask(messages::pack(messages::GetPlan{run_->plan_id, false}), outlet,
      [this, &outlet](const Reply& reply) { execute(reply, outlet); });
}

void TradingLoop::execute(const Reply& reply, broker::Outlet& outlet) {
  const auto plan = reply ? messages::unpack<messages::PlanReport>(*reply)
                          : Result<messages::PlanReport>(tl::unexpected(reply.error()));
  if (!plan) return retry(planner::describe(plan.error()), rules_.pause_ms, outlet);
  auto wish = orders_of_plan(*plan);
  if (!wish) return end(RunEnd::failed, planner::describe(wish.error()), outlet);
  wish->all = true;
  LoopRun run = *run_;
  run.stage = RunStage::executing;
  ++run.tries;
  run.not_before_ms = 0;
  run.changed_ms = wall_ms(clock_);
  if (auto kept = store_.keep_run(run); !kept) return stand_still(kept.error(), outlet);
  run_ = std::move(run);
  placing_ = true;
  surroundings_.place(
      std::move(*wish), {command_id_of(*run_), true, rules_.refusals_max},
      [this, &outlet](const auto& report) { hear_placed(report, outlet); }, outlet);
}

void TradingLoop::hear_placed(const Result<messages::ExecutionReport>& report,
                              broker::Outlet& outlet) {
  placing_ = false;
  // Whether it was written down is found out by who attends next.
  if (!report) {
    run_->text = planner::describe(report.error());
    return;
  }
  if (placed_order(report->orders) == nullptr) wait_with(*report, outlet);
}

void TradingLoop::wait_with(const messages::ExecutionReport& report, broker::Outlet& outlet) {
  if (report.orders.empty()) {
    return end(RunEnd::nothing_to_do, "the broker refused every step of the plan", outlet);
  }
  const std::int64_t now = wall_ms(clock_);
  std::int64_t at = now + rules_.trouble_ms;
  const OrderReport* first = &report.orders.front();
  for (const OrderReport& order : report.orders) {
    if (!order.may_go_ms || (first->may_go_ms && *order.may_go_ms >= *first->may_go_ms)) continue;
    first = &order;
    at = std::max(*order.may_go_ms, now + rules_.pause_ms);
  }
  LoopRun run = *run_;
  run.stage = RunStage::choosing;
  run.not_before_ms = at;
  run.text = step_text(*first) + " may not go: " + first_failing(*first);
  keep(std::move(run), outlet);
}

void TradingLoop::recover(broker::Outlet& outlet) {
  const auto orders = store_.orders_of_command(command_id_of(*run_));
  if (!orders) return stand_still(orders.error(), outlet);
  LoopRun run = *run_;
  if (orders->empty()) {
    run.stage = RunStage::choosing;
    run.not_before_ms = wall_ms(clock_) + rules_.look_every_ms;
    if (run.text.empty()) run.text = "trading had stopped before the step was written down";
  } else {
    run.stage = RunStage::settling;
    run.not_before_ms = 0;
    run.order_id = orders->front().report.order_id;
    run.text = step_text(orders->front().report);
  }
  keep(std::move(run), outlet);
}

void TradingLoop::settle(broker::Outlet& outlet) {
  const auto compared = surroundings_.compared(run_->changed_ms);
  if (!compared) return stand_still(compared.error(), outlet);
  if (*compared) return end_with_order(outlet);
  retry(run_->text, rules_.pause_ms, outlet);
  surroundings_.compare(outlet);
}

void TradingLoop::end_with_order(broker::Outlet& outlet) {
  const auto order = store_.order(run_->order_id);
  if (!order) return stand_still(order.error(), outlet);
  const OrderReport& report = order->report;
  if (report.filled > 0.0) {
    return end(RunEnd::traded,
               fmt::format("{}: {} at {:.2f} {}", step_text(report), report.filled, report.price,
                           report.currency),
               outlet);
  }
  // The plan may still hold: another step, or this one after a while.
  LoopRun run = *run_;
  run.stage = RunStage::choosing;
  run.not_before_ms = wall_ms(clock_) + rules_.trouble_ms;
  run.text = step_text(report) + " was " + std::string(planner::trading::name_of(report.state));
  keep(std::move(run), outlet);
}

}  // namespace ballast::actors
