#include "planner/trading/delivery.hpp"

#include <algorithm>

namespace ballast::planner::trading {
namespace {

/// What a record says, counted.
struct Counted {
  int sends = 0;
  std::size_t in_vain = 0;      // look-ups since it was last sent
  bool was_there = false;       // the broker had it at some time
  std::int64_t written_ms = 0;  // when it was written down
  std::int64_t last_ms = 0;     // of the newest event
};

bool tells_of_broker(Cause cause) {
  switch (cause) {
    case Cause::found:
    case Cause::acknowledged:
    case Cause::part_fill:
    case Cause::last_fill:
      return true;
    default:
      return false;
  }
}

Counted count(std::span<const DeliveryEvent> record) {
  Counted out;
  if (!record.empty()) out.written_ms = record.front().at_ms;
  for (const DeliveryEvent& event : record) {
    if (event.cause == Cause::sent) {
      ++out.sends;
      out.in_vain = 0;
    }
    if (event.cause == Cause::not_found) ++out.in_vain;
    out.was_there = out.was_there || tells_of_broker(event.cause);
    out.last_ms = event.at_ms;
  }
  return out;
}

NextDelivery for_unknown(const Counted& counted, bool late, const DeliveryRules& patience) {
  const bool enough = counted.in_vain >= patience.pauses_ms.size();
  if (enough && !counted.was_there) {
    return {
        late || counted.sends >= patience.sends_max ? DeliveryStep::give_up : DeliveryStep::send,
        0};
  }
  const std::size_t pause = std::min(counted.in_vain, patience.pauses_ms.size() - 1);
  return {DeliveryStep::look_up, counted.last_ms + patience.pauses_ms.at(pause)};
}

}  // namespace

NextDelivery next_delivery(OrderState state, std::span<const DeliveryEvent> record,
                           std::int64_t now_ms, const DeliveryRules& patience) {
  const Counted counted = count(record);
  const bool late = now_ms - counted.written_ms > patience.send_within_ms;
  switch (state) {
    case OrderState::journalled:
      return {late ? DeliveryStep::withdraw : DeliveryStep::send, 0};
    case OrderState::sent:
    case OrderState::unknown: {
      NextDelivery next = for_unknown(counted, late, patience);
      if (now_ms < counted.last_ms) next.not_before_ms = 0;
      return next;
    }
    case OrderState::acknowledged:
    case OrderState::partly_filled:
      return {DeliveryStep::look_up, 0};
    default:
      return {};
  }
}

}  // namespace ballast::planner::trading
