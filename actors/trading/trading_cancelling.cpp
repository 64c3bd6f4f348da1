// A person takes an order back: out of the queue, before it leaves, or at the broker, which may
// have filled it by then.
#include <algorithm>

#include "actors/trading/trading.hpp"
#include "actors/trading/wall_time.hpp"
#include "messages/codec.hpp"

namespace ballast::actors {
namespace {

using messages::Envelope;
using messages::OrderReport;
using messages::OrderState;
using planner::Failure;
using planner::FailureKind;
using planner::Result;
using planner::trading::Cause;

constexpr const char* by_a_person = "a person cancelled it";

}  // namespace

Result<bool> Trading::take_from_queue(const OrderReport& order) {
  const auto queue = store_.queue();
  if (!queue) return tl::unexpected(queue.error());
  const auto at = std::find_if(queue->begin(), queue->end(), [&](const WaitingStep& step) {
    return step.plan_id == order.plan_id && step.step == order.step;
  });
  if (at == queue->end()) return false;
  if (auto ended = store_.end_queued(at->timing.number, by_a_person); !ended) {
    return tl::unexpected(ended.error());
  }
  return true;
}

void Trading::cancel_order(const Envelope& command, broker::Outlet& outlet) {
  const auto wish = messages::unpack<messages::CancelOrder>(command);
  if (!wish) return outlet.refuse(command, wish.error());
  const auto story = story_of(wish->order_id);
  if (!story) return outlet.refuse(command, story.error());
  const OrderReport& order = story->order;
  const auto waited = take_from_queue(order);
  if (!waited) return outlet.refuse(command, waited.error());
  switch (order.state) {
    case OrderState::journalled: {
      const auto moved =
          store_.move(order.order_id, Cause::check_failed, wall_ms(clock_), by_a_person);
      if (!moved) return outlet.refuse(command, moved.error());
      break;
    }
    case OrderState::acknowledged:
    case OrderState::partly_filled:
      return cancel_at_broker(command, order.order_id, outlet);
    case OrderState::sent:
    case OrderState::unknown:
      return outlet.refuse(
          command, {FailureKind::conflict, "whether the broker has this order is not known yet",
                    order.order_id, "an order that it has; try again in a while"});
    default:
      if (*waited) break;
      return outlet.refuse(
          command, {FailureKind::conflict,
                    "this order is over: " + std::string(planner::trading::name_of(order.state)),
                    order.order_id, "one that is open, or waits in the queue"});
  }
  tell_story(command, order.order_id, outlet);
}

void Trading::cancel_at_broker(const Envelope& command, const std::string& order_id,
                               broker::Outlet& outlet) {
  const auto moved = store_.move(order_id, Cause::cancel_requested, wall_ms(clock_), by_a_person);
  if (!moved) return outlet.refuse(command, moved.error());
  adapter_->cancel(order_id, moved->broker_order_id,
                   [this, command, order_id, &outlet](const BrokerAnswer<BrokerOrderNews>& answer) {
                     if (const auto* refused = std::get_if<Refused>(&answer)) {
                       // It may be over by now: the look at it below tells.
                       static_cast<void>(store_.move(order_id, Cause::cancel_refused,
                                                     wall_ms(clock_), refused->reason));
                     }
                     resume(outlet);
                     tell_story(command, order_id, outlet);
                   });
}

void Trading::tell_story(const Envelope& command, const std::string& order_id,
                         broker::Outlet& outlet) {
  const auto story = story_of(order_id);
  if (!story) return outlet.refuse(command, story.error());
  outlet.reply(command, messages::pack(*story));
  attend(outlet);
}

}  // namespace ballast::actors
