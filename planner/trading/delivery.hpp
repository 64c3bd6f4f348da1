// How an order reaches the broker once or not at all, however often we stop and whatever gets lost:
// what is doubtful is looked up, and only what was looked up in vain three times is sent again,
// under the same id.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "planner/trading/order_life.hpp"

namespace ballast::planner::trading {

/// One line of an order's record.
struct DeliveryEvent {
  std::int64_t at_ms = 0;  // wall clock
  Cause cause = Cause::journalled;
};

struct DeliveryRules {
  /// Before each look-up, since the last event.
  std::array<std::int64_t, 3> pauses_ms = {2'000, 10'000, 60'000};
  /// How often the broker is asked about an order that it has.
  std::int64_t poll_ms = 5'000;
  int sends_max = 3;
  /// An order that is older than this is not sent, nor sent again: prices have moved on.
  std::int64_t send_within_ms = 600'000;
};

enum class DeliveryStep : std::uint8_t {
  nothing,  // it is over, or was never written down
  send,
  look_up,
  withdraw,  // never sent, and too late now
  give_up,   // looked up in vain, and too late to send it again
};

struct NextDelivery {
  DeliveryStep step = DeliveryStep::nothing;
  std::int64_t not_before_ms = 0;  // wall clock; 0: now

  bool operator==(const NextDelivery&) const = default;
};

/// Returns what is to be done about an order in this state with this record, the oldest event
/// first. What the broker once had is never sent again. A clock that was set back makes look-ups
/// come early, which harms nobody. An order that is sent, and was not by this process, is unknown.
[[nodiscard]] NextDelivery next_delivery(OrderState state, std::span<const DeliveryEvent> record,
                                         std::int64_t now_ms, const DeliveryRules& patience = {});

}  // namespace ballast::planner::trading
