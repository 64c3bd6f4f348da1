#include "actors/trading/trading.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "messages/codec.hpp"
#include "messages/market.hpp"

namespace ballast::actors {
namespace {

using messages::Envelope;
using messages::OrderReport;
using messages::OrderState;
using planner::Failure;
using planner::FailureKind;
using planner::Result;

constexpr std::chrono::milliseconds resume_delay{5000};
constexpr std::size_t steps_max = 1000;
constexpr std::size_t plan_id_bytes_max = 128;

Result<void> check(const messages::ExecutePlan& request) {
  const auto wrong = [&](std::string what, std::string allowed) -> Result<void> {
    return tl::unexpected(
        Failure{FailureKind::invalid, std::move(what), "execute", std::move(allowed)});
  };
  if (request.plan_id.empty() || request.plan_id.size() > plan_id_bytes_max) {
    return wrong("the plan has no id", "1 to 128 bytes");
  }
  if (request.orders.empty()) return wrong("the plan has no steps", "at least one");
  if (request.orders.size() > steps_max) return wrong("the plan has too many steps", "1000");
  for (std::size_t place = 0; place < request.orders.size(); ++place) {
    if (request.orders[place].step == place + 1) continue;
    return wrong("the steps are not numbered 1, 2, 3 ...", "all steps of the plan, in order");
  }
  if (!request.all && request.steps.empty()) return wrong("no step is chosen", "steps, or all");
  for (const std::uint32_t step : request.steps) {
    if (step >= 1 && step <= request.orders.size()) continue;
    return wrong(fmt::format("the plan has no step {}", step),
                 fmt::format("1 to {}", request.orders.size()));
  }
  return {};
}

}  // namespace

Trading::Trading(TradingStore store, std::unique_ptr<BrokerAdapter> adapter, TradingRules rules,
                 const broker::Clock& clock)
    : store_(std::move(store)),
      rules_(std::move(rules)),
      clock_(clock),
      adapter_(std::make_unique<GuardedBroker>(std::move(adapter), rules_.guard, sources_of_guard(),
                                               clock_)),
      carrier_(store_, *adapter_, clock_, rules_.delivery),
      reconciler_(store_, *adapter_, clock_),
      loop_(store_, clock_, rules_.loop, rules_.limits, surroundings_of_loop()),
      queue_(store_, clock_, rules_.queue, surroundings_of_queue()) {}

void Trading::start(broker::Outlet& outlet) {
  adapter_->start(outlet, [this, &outlet](const auto& ids) { hear_hint(ids, outlet); });
  resume(outlet);
  if (adapter_->keeps_account()) compare_books(outlet);
  if (!rules_.lasts) return;
  watch(outlet);
  drop_old(outlet);
  attend(outlet);
}

bool Trading::work(broker::Outlet& /*outlet*/) {
  return adapter_->work();
}

broker::ActorStatus Trading::status() const {
  const std::string doing =
      current_ ? "executing plan " + current_->request.plan_id : std::string("idle");
  const std::string listening = adapter_->listening();
  return {listening.empty() ? doing : doing + "; " + listening, true};
}

void Trading::receive(const Envelope& command, broker::Outlet& outlet) {
  const std::string& type = command.header.type;
  if (type == messages::ExecutePlan::type) return accept(command, outlet);
  if (type == messages::GetTradeHistory::type) {
    const auto history = store_.history();
    if (!history) return outlet.refuse(command, history.error());
    return outlet.reply(command, messages::pack(*history));
  }
  if (type == messages::GetOrders::type) return answer_orders(command, outlet);
  if (type == messages::Reconcile::type) return answer_reconcile(command, outlet);
  if (type == messages::GetOrderStory::type) return answer_story(command, outlet);
  if (type == messages::CancelOrder::type) return cancel_order(command, outlet);
  if (type == messages::SetTradingState::type) return set_state(command, outlet);
  if (type == messages::SetAuto::type) return set_auto(command, outlet);
  if (type == messages::GetAuto::type) return answer_auto(command, outlet);
  if (type == messages::GetTradingState::type) return answer_state(command, outlet);
  outlet.refuse(
      command,
      {FailureKind::invalid, "trading knows no such command", type,
       "ExecutePlan, GetOrders, GetOrderStory, CancelOrder, GetTradeHistory, SetTradingState, "
       "GetTradingState, SetAuto, GetAuto, Reconcile"});
}

void Trading::answer_orders(const Envelope& command, broker::Outlet& outlet) {
  const auto asked = messages::unpack<messages::GetOrders>(command);
  if (!asked) return outlet.refuse(command, asked.error());
  auto orders = asked->open ? open_reports() : store_.orders(asked->plan_id, asked->limit);
  if (!orders) return outlet.refuse(command, orders.error());
  auto queue = queued_lines();
  if (!queue) return outlet.refuse(command, queue.error());
  auto emergency = store_.emergency();
  if (!emergency) return outlet.refuse(command, emergency.error());
  outlet.reply(command, messages::pack(messages::OrderList{std::move(*orders), std::move(*queue),
                                                           std::move(*emergency)}));
}

void Trading::accept(const Envelope& command, broker::Outlet& outlet) {
  const auto same = [&](const std::shared_ptr<Execution>& other) {
    return other && other->command && other->command->header.id == command.header.id;
  };
  if (same(current_) || std::any_of(waiting_.begin(), waiting_.end(), same)) return;
  auto request = messages::unpack<messages::ExecutePlan>(command);
  if (!request) return outlet.refuse(command, request.error());
  if (auto sound = check(*request); !sound) return outlet.refuse(command, sound.error());
  auto execution = std::make_shared<Execution>();
  execution->command = command;
  execution->command_id = command.header.id;
  execution->request = std::move(*request);
  waiting_.push_back(std::move(execution));
  begin_next(outlet);
}

void Trading::begin_next(broker::Outlet& outlet) {
  if (current_ || reconciler_.works()) return;
  ask_hinted(outlet);
  if (current_) return;
  if (!comparisons_asked_.empty()) return compare_books(outlet);
  if (waiting_.empty()) return;
  if (is_to_compare(*waiting_.front())) return compare_books(outlet);
  const auto execution = waiting_.front();  // an answer may end it, and current_ with it
  waiting_.pop_front();
  current_ = execution;
  auto known = store_.orders_of_command(execution->command_id);
  if (!known) return give_up(execution, known.error(), outlet);
  if (known->empty()) return gather(execution, outlet);
  execution->orders = std::move(*known);
  carry_next(execution, outlet);
}

Result<bool> Trading::has_more(const JournalledOrder& order) {
  if (is_open(order.report.state)) return true;
  const auto unbooked = store_.fills(order.report.order_id, true);
  if (!unbooked) return tl::unexpected(unbooked.error());
  return !unbooked->empty();
}

bool Trading::waits_for_earlier(const Execution& execution) {
  const OrderReport& order = execution.orders[execution.next].report;
  return order.state == OrderState::journalled && execution.unfinished.contains(order.plan_id);
}

void Trading::carry_next(const std::shared_ptr<Execution>& execution, broker::Outlet& outlet) {
  for (; execution->next < execution->orders.size(); ++execution->next) {
    const auto more = has_more(execution->orders[execution->next]);
    if (!more) return give_up(execution, more.error(), outlet);
    if (*more && !waits_for_earlier(*execution)) break;
  }
  if (execution->next == execution->orders.size()) return finish(execution, outlet);
  if (is_to_ask_again(*execution)) return ask_again(execution, outlet);
  carrier_.carry(execution->orders[execution->next].report.order_id, outlet,
                 [this, execution, &outlet](const Result<JournalledOrder>& order) {
                   settle(execution, order, outlet);
                 });
}

void Trading::settle(const std::shared_ptr<Execution>& execution,
                     const Result<JournalledOrder>& order, broker::Outlet& outlet) {
  if (!order) return give_up(execution, order.error(), outlet);
  execution->orders[execution->next] = *order;
  const auto more = has_more(*order);
  if (!more) return give_up(execution, more.error(), outlet);
  if (*more) {
    const auto wait = carrier_.wait_for(*order);
    const std::chrono::milliseconds poll(rules_.delivery.poll_ms);
    resume_later(outlet, wait.count() > 0 ? wait : poll);
    if (!execution->taken_up) return finish(execution, outlet);
    execution->unfinished.insert(order->report.plan_id);
    ++execution->next;
    return carry_next(execution, outlet);
  }
  if (order->report.filled > 0.0) {
    outlet.publish("order.filled", messages::pack(messages::OrderFilled{order->report}),
                   order->report.plan_id);
  }
  ++execution->next;
  carry_next(execution, outlet);
}

void Trading::finish(const std::shared_ptr<Execution>& execution, broker::Outlet& outlet) {
  messages::ExecutionReport report;
  report.plan_id = execution->request.plan_id;
  report.dry_run = execution->request.dry_run;
  for (const JournalledOrder& order : execution->orders) report.orders.push_back(order.report);
  if (execution->command) outlet.reply(*execution->command, messages::pack(report));
  execution->over = true;
  current_.reset();
  if (execution->placed) execution->placed(report);
  begin_next(outlet);
  attend(outlet);
}

void Trading::give_up(const std::shared_ptr<Execution>& execution, const Failure& failure,
                      broker::Outlet& outlet) {
  if (execution->command) outlet.refuse(*execution->command, failure);
  if (!execution->command && !execution->placed) {
    tell_trouble(trouble_of_store_, "orders could not be taken further: " + describe(failure),
                 outlet);
  }
  // What was written down by then is taken up again.
  resume_later(outlet, resume_delay);
  execution->over = true;
  current_.reset();
  if (execution->placed) execution->placed(tl::unexpected(failure));
  begin_next(outlet);
  attend(outlet);
}

void Trading::resume_later(broker::Outlet& outlet, std::chrono::milliseconds delay) {
  const broker::Monotonic at = outlet.now() + delay;
  if (resumes_at_ && *resumes_at_ <= at) return;
  resumes_at_ = at;
  outlet.after(delay, [this, at, &outlet] {
    if (resumes_at_ == at) resumes_at_.reset();
    resume(outlet);
  });
}

void Trading::resume(broker::Outlet& outlet) {
  if (current_ || reconciler_.works()) return resume_later(outlet, resume_delay);
  auto open = store_.open_orders();
  if (!open) {
    tell_trouble(trouble_of_store_, "open orders cannot be read: " + describe(open.error()),
                 outlet);
    return resume_later(outlet, resume_delay);
  }
  trouble_of_store_.clear();
  hinted_.clear();
  take_up(std::move(*open), outlet);
}

void Trading::take_up(std::vector<JournalledOrder> orders, broker::Outlet& outlet) {
  if (orders.empty()) return;
  const auto execution = std::make_shared<Execution>();
  current_ = execution;
  execution->taken_up = true;
  execution->orders = std::move(orders);
  execution->request.plan_id = execution->orders.front().report.plan_id;
  carry_next(execution, outlet);
}

}  // namespace ballast::actors
