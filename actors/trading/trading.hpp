// The trading actor: executes steps of plans on paper, at the last price of the universe. An order
// is journalled, then the portfolio is told of its fill, then it is settled; after a crash what is
// open is told again under the same id, so that it happens once.
#pragma once

#include <deque>
#include <memory>
#include <set>
#include <string>

#include "actors/trading/trading_store.hpp"
#include "broker/behaviour.hpp"
#include "broker/clock.hpp"

namespace ballast::actors {

class Trading final : public broker::Behaviour {
 public:
  /// `clock` tells when orders changed, for people; it must outlive this.
  Trading(TradingStore store, const broker::Clock& clock)
      : store_(std::move(store)), clock_(clock) {}

  /// Takes up what was open when it stopped.
  void start(broker::Outlet& outlet) override;

  /// ExecutePlan, GetOrders, GetTradeHistory. Each fill is published as order.filled.
  void receive(const messages::Envelope& command, broker::Outlet& outlet) override;

  [[nodiscard]] broker::ActorStatus status() const override;

 private:
  struct Execution;  // one ExecutePlan under way

  void answer_orders(const messages::Envelope& command, broker::Outlet& outlet);
  void accept(const messages::Envelope& command, broker::Outlet& outlet);
  void begin_next(broker::Outlet& outlet);
  void gather(const std::shared_ptr<Execution>& execution, broker::Outlet& outlet);
  void decide(const std::shared_ptr<Execution>& execution, broker::Outlet& outlet);
  void fill_next(const std::shared_ptr<Execution>& execution, broker::Outlet& outlet);
  void settle(const std::shared_ptr<Execution>& execution,
              const planner::Result<messages::Envelope>& reply, broker::Outlet& outlet);
  void finish(const std::shared_ptr<Execution>& execution, broker::Outlet& outlet);
  void give_up(const std::shared_ptr<Execution>& execution, const planner::Failure& failure,
               broker::Outlet& outlet);
  void resume(broker::Outlet& outlet);
  [[nodiscard]] std::int64_t now_ms() const;

  TradingStore store_;
  const broker::Clock& clock_;
  std::deque<std::shared_ptr<Execution>> waiting_;
  std::shared_ptr<Execution> current_;
};

}  // namespace ballast::actors
