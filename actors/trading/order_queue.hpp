// Steps that a person queued: each is tried when it may go, one at a time, until it is an order, or
// waited for too long.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "actors/trading/next_look.hpp"
#include "actors/trading/placing.hpp"
#include "actors/trading/trading_store.hpp"
#include "broker/behaviour.hpp"
#include "broker/clock.hpp"
#include "planner/trading/order_queue.hpp"

namespace ballast::actors {

/// What the queue needs of trading.
struct QueueSurroundings {
  Place place;
  std::function<bool()> busy;  // orders are being placed or books compared
};

class OrderQueue {
 public:
  /// All must outlive this.
  OrderQueue(TradingStore& store, const broker::Clock& clock,
             const planner::trading::QueueRules& rules, QueueSurroundings surroundings)
      : store_(store), clock_(clock), rules_(rules), surroundings_(std::move(surroundings)) {}

  /// Tries the step whose time has come, and comes back for the next.
  void attend(broker::Outlet& outlet);

 private:
  void drop(const WaitingStep& step, const std::string& why, broker::Outlet& outlet);
  void leave(const WaitingStep& step, const std::string& why, broker::Notice::Level level,
             broker::Outlet& outlet);
  void try_step(const WaitingStep& step, broker::Outlet& outlet);
  void hear_placed(const WaitingStep& step,
                   const planner::Result<messages::ExecutionReport>& report,
                   broker::Outlet& outlet);
  void wait_on(WaitingStep step, std::optional<std::int64_t> may_go_ms, const std::string& text,
               broker::Outlet& outlet);
  void stand_still(const planner::Failure& failure, broker::Outlet& outlet) {
    next_look_.stand_still(failure, rules_.least_ms, outlet);
  }

  TradingStore& store_;
  const broker::Clock& clock_;
  const planner::trading::QueueRules& rules_;
  QueueSurroundings surroundings_;
  bool placing_ = false;
  NextLook next_look_{clock_, rules_.again_ms, "queued steps stand still: ",
                      [this](broker::Outlet& outlet) { attend(outlet); }};
};

}  // namespace ballast::actors
