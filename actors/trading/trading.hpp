// The trading actor: executes steps of plans. Orders are checked and journalled together, then
// carried to the broker one after the other; what is open after a crash is taken up again.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "actors/configuration/planner_file.hpp"
#include "actors/trading/exchange_file.hpp"
#include "actors/trading/guarded_broker.hpp"
#include "actors/trading/order_carrier.hpp"
#include "actors/trading/reconciler.hpp"
#include "actors/trading/trading_desk.hpp"
#include "broker/behaviour.hpp"
#include "broker/clock.hpp"
#include "messages/order_story.hpp"
#include "messages/trading_state.hpp"

namespace ballast::actors {

/// What trading goes by, besides what it is told.
struct TradingRules {
  planner::Settings planner;
  planner::trading::TradingSettings limits;
  PlanningDate planning_date;
  Exchanges exchanges{{}};
  OrderCarrier::Rules delivery;  // of what is doubtful
  planner::trading::GuardLimits guard;
};

class Trading final : public broker::Behaviour {
 public:
  /// `clock` must outlive this.
  Trading(TradingStore store, std::unique_ptr<BrokerAdapter> adapter, TradingRules rules,
          const broker::Clock& clock);

  /// Takes up what was open when it stopped.
  void start(broker::Outlet& outlet) override;

  /// ExecutePlan, GetOrders, GetTradeHistory, SetTradingState, GetTradingState, Reconcile. Each
  /// fill is published as order.filled.
  void receive(const messages::Envelope& command, broker::Outlet& outlet) override;

  bool work(broker::Outlet& outlet) override;

  [[nodiscard]] broker::ActorStatus status() const override;

 private:
  /// One ExecutePlan under way, or what is taken up after a restart.
  struct Execution {
    std::optional<messages::Envelope> command;  // none: taken up
    messages::ExecutePlan request;
    std::optional<messages::UniverseSnapshot> universe;
    std::optional<messages::PortfolioSnapshot> portfolio;
    std::optional<messages::Listings> listings;
    bool broker_answered = false;
    std::optional<std::vector<planner::trading::OpenOrder>> broker_open;
    std::vector<JournalledOrder> orders;
    std::size_t next = 0;
    bool compared = false;  // books and broker were compared for it, as far as they could be
    bool over = false;
  };

  void set_state(const messages::Envelope& command, broker::Outlet& outlet);
  void answer_state(const messages::Envelope& command, broker::Outlet& outlet);
  [[nodiscard]] planner::Result<void> change_state(const messages::SetTradingState& wish);
  [[nodiscard]] planner::Result<messages::TradingStanding> standing();
  /// Remembers what the portfolio is worth, and tells what is known of risk then.
  [[nodiscard]] planner::Result<planner::trading::RiskFacts> risk_of(
      const planner::trading::Standing& standing);
  [[nodiscard]] GuardSources sources_of_guard();
  /// Those that may still be filled, or whose fills are not booked; the newest first.
  [[nodiscard]] planner::Result<std::vector<messages::OrderReport>> open_reports();
  [[nodiscard]] planner::Result<messages::OrderStory> story_of(const std::string& name);
  void answer_story(const messages::Envelope& command, broker::Outlet& outlet);
  void answer_orders(const messages::Envelope& command, broker::Outlet& outlet);
  void accept(const messages::Envelope& command, broker::Outlet& outlet);
  void begin_next(broker::Outlet& outlet);
  void gather(const std::shared_ptr<Execution>& execution, broker::Outlet& outlet);
  void ask_open_orders(const std::shared_ptr<Execution>& execution, broker::Outlet& outlet);
  void decide(const std::shared_ptr<Execution>& execution, broker::Outlet& outlet);
  [[nodiscard]] planner::Result<DeskView> view_of(Execution& execution);
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

  void answer_reconcile(const messages::Envelope& command, broker::Outlet& outlet);
  /// Whether books and broker are to be compared before this is decided.
  bool is_to_compare(const Execution& execution);
  void compare_books(broker::Outlet& outlet);
  void compare_later(broker::Outlet& outlet, std::chrono::milliseconds delay);
  void hear_comparison(const messages::ReconcileReport& report, broker::Outlet& outlet);

  TradingStore store_;
  TradingRules rules_;
  const broker::Clock& clock_;
  std::unique_ptr<BrokerAdapter> adapter_;  // behind the guard
  OrderCarrier carrier_;
  Reconciler reconciler_;
  std::optional<broker::Monotonic> compares_at_;  // the earliest timer that will compare
  std::vector<messages::Envelope> comparisons_asked_;
  std::optional<broker::Monotonic> resumes_at_;  // the earliest timer that will resume
  std::deque<std::shared_ptr<Execution>> waiting_;
  std::shared_ptr<Execution> current_;
};

}  // namespace ballast::actors
