// How the loop and the queue have steps of a plan executed, and are told what came of it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "broker/behaviour.hpp"
#include "messages/trading.hpp"
#include "planner/model/failure.hpp"

namespace ballast::actors {

struct PlaceWish {
  std::string command_id;         // what the orders are kept under: each try its own
  bool first_only = false;        // the first of the steps that may go, and no other
  std::int64_t refusals_max = 3;  // a step that the broker refused so often is passed over
  bool emergency = false;         // it mends cash that is below zero
};

/// Called once: with what was checked up to the first that goes, as far as that went by then; what
/// is blocked is kept nowhere. A failure: nothing is known, it may have been written down.
using Placed = std::function<void(const planner::Result<messages::ExecutionReport>& report)>;

using Place = std::function<void(messages::ExecutePlan plan, PlaceWish wish, Placed placed,
                                 broker::Outlet& outlet)>;

}  // namespace ballast::actors
