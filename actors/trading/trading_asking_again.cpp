// An order that was written down by an earlier process and has not left: time has passed since its
// checks, so all of them are asked again before it goes.
#include <algorithm>

#include "actors/trading/trading.hpp"
#include "actors/trading/wall_time.hpp"

namespace ballast::actors {
namespace {

using messages::ExecutePlan;
using messages::OrderReport;
using messages::OrderState;
using messages::TradeOrder;

TradeOrder step_of(const OrderReport& order) {
  return {order.step,     order.side,  order.symbol, order.quantity, order.price,
          order.currency, order.value, order.fee,    order.limit};
}

std::string what_fails(const OrderReport& report) {
  std::string out;
  for (const messages::OrderCheck& check : report.checks) {
    if (check.passed) continue;
    out += (out.empty() ? "" : "; ") + (check.text.empty() ? check.name : check.text);
  }
  return out;
}

}  // namespace

bool Trading::is_to_ask_again(const Execution& execution) {
  const JournalledOrder& order = execution.orders[execution.next];
  if (execution.decided || execution.asked_again == order.report.order_id) return false;
  return order.report.state == OrderState::journalled && carrier_.would_send(order);
}

void Trading::ask_again(const std::shared_ptr<Execution>& execution, broker::Outlet& outlet) {
  if (adapter_->keeps_account() && !execution->compared && !has_compared_lately()) {
    // The checks need to know the books; it goes on after that.
    finish(execution, outlet);
    return compare_books(outlet);
  }
  const OrderReport& order = execution->orders[execution->next].report;
  auto plan = store_.asked_plan(order.plan_id);
  if (!plan) return give_up(execution, plan.error(), outlet);
  // What was asked for too long ago is known by its order alone.
  if (!*plan) *plan = ExecutePlan{order.plan_id, "", false, false, false, {}, {step_of(order)}};
  execution->request = std::move(**plan);
  execution->asked_again = order.order_id;
  execution->universe.reset();
  execution->portfolio.reset();
  execution->listings.reset();
  execution->broker_answered = false;
  gather(execution, outlet);
}

void Trading::decide_again(const std::shared_ptr<Execution>& execution, TradingDesk& desk,
                           broker::Outlet& outlet) {
  JournalledOrder& order = execution->orders[execution->next];
  const auto& steps = execution->request.orders;
  const auto at = std::find_if(steps.begin(), steps.end(), [&](const TradeOrder& step) {
    return step.step == order.report.step && step.symbol == order.report.symbol &&
           step.side == order.report.side && step.quantity == order.report.quantity;
  });
  const OrderReport now = desk.check(at == steps.end() ? step_of(order.report) : *at);
  if (now.state != OrderState::blocked) return carry_next(execution, outlet);
  auto moved = store_.move(order.report.order_id, planner::trading::Cause::check_failed,
                           wall_ms(clock_), "asked again before it left: " + what_fails(now));
  if (!moved) return give_up(execution, moved.error(), outlet);
  order = std::move(*moved);
  ++execution->next;
  carry_next(execution, outlet);
}

}  // namespace ballast::actors
