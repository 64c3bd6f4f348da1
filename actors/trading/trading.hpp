// The trading actor: executes steps of plans. Orders are checked and journalled together, then
// carried to the broker one after the other; what is open after a crash is taken up again.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "actors/trading/order_carrier.hpp"
#include "broker/behaviour.hpp"
#include "broker/clock.hpp"

namespace ballast::actors {

class Trading final : public broker::Behaviour {
 public:
  /// `clock` tells when orders changed, for people; it must outlive this.
  Trading(TradingStore store, std::unique_ptr<BrokerAdapter> adapter, const broker::Clock& clock,
          OrderCarrier::Rules rules = {});

  /// Takes up what was open when it stopped.
  void start(broker::Outlet& outlet) override;

  /// ExecutePlan, GetOrders, GetTradeHistory. Each fill is published as order.filled.
  void receive(const messages::Envelope& command, broker::Outlet& outlet) override;

  bool work(broker::Outlet& outlet) override;

  [[nodiscard]] broker::ActorStatus status() const override;

 private:
  struct Execution;  // one ExecutePlan under way

  void answer_orders(const messages::Envelope& command, broker::Outlet& outlet);
  void accept(const messages::Envelope& command, broker::Outlet& outlet);
  void begin_next(broker::Outlet& outlet);
  void gather(const std::shared_ptr<Execution>& execution, broker::Outlet& outlet);
  void decide(const std::shared_ptr<Execution>& execution, broker::Outlet& outlet);
  /// Whether the broker or the portfolio is still to be asked for an order.
  bool has_more(const JournalledOrder& order);
  void carry_next(const std::shared_ptr<Execution>& execution, broker::Outlet& outlet);
  void settle(const std::shared_ptr<Execution>& execution,
              const planner::Result<JournalledOrder>& order, broker::Outlet& outlet);
  void finish(const std::shared_ptr<Execution>& execution, broker::Outlet& outlet);
  void give_up(const std::shared_ptr<Execution>& execution, const planner::Failure& failure,
               broker::Outlet& outlet);
  void resume(broker::Outlet& outlet);
  void resume_later(broker::Outlet& outlet, std::chrono::milliseconds delay);

  TradingStore store_;
  std::unique_ptr<BrokerAdapter> adapter_;
  const broker::Clock& clock_;
  OrderCarrier carrier_;
  std::optional<broker::Monotonic> resumes_at_;  // the earliest timer that will resume
  std::deque<std::shared_ptr<Execution>> waiting_;
  std::shared_ptr<Execution> current_;
};

}  // namespace ballast::actors
