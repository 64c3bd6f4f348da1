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
#include "actors/trading/order_queue.hpp"
#include "actors/trading/reconciler.hpp"
#include "actors/trading/trading_desk.hpp"
#include "actors/trading/trading_loop.hpp"
#include "broker/behaviour.hpp"
#include "broker/clock.hpp"
#include "messages/auto_trading.hpp"
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
  /// Whether this process lasts: then it watches losses, lets queued steps go when they may, and
  /// trades by itself where a person turned that on.
  bool lasts = false;
  planner::trading::LoopRules loop = {};
  planner::trading::QueueRules queue = {};
  std::chrono::milliseconds watch_every{60'000};  // losses
};

class Trading final : public broker::Behaviour {
 public:
  /// `clock` must outlive this.
  Trading(TradingStore store, std::unique_ptr<BrokerAdapter> adapter, TradingRules rules,
          const broker::Clock& clock);

  /// Takes up what was open when it stopped.
  void start(broker::Outlet& outlet) override;

  /// ExecutePlan, GetOrders, GetOrderStory, CancelOrder, GetTradeHistory, SetTradingState,
  /// GetTradingState, SetAuto, GetAuto, Reconcile. Each fill is published as order.filled.
  void receive(const messages::Envelope& command, broker::Outlet& outlet) override;

  /// Books and prices that change end the loop's wait.
  [[nodiscard]] std::vector<std::string> subscriptions() const override;
  void observe(const messages::Envelope& event, broker::Outlet& outlet) override;

  bool work(broker::Outlet& outlet) override;

  [[nodiscard]] broker::ActorStatus status() const override;

 private:
  /// One ExecutePlan under way, or what is taken up after a restart.
  struct Execution {
    std::optional<messages::Envelope> command;  // none: nobody outside asked for it
    std::string command_id;                     // what its orders are kept under
    messages::ExecutePlan request;
    PlaceWish wish;           // of the loop and the queue
    Placed placed;            // whom of the two to tell; null: neither asked
    bool decided = false;     // its orders were checked by it
    std::string asked_again;  // the order that is about to leave, and was checked again
    std::optional<messages::UniverseSnapshot> universe;
    std::optional<messages::PortfolioSnapshot> portfolio;
    std::optional<messages::Listings> listings;
    bool broker_answered = false;
    std::optional<std::vector<planner::trading::OpenOrder>> broker_open;
    std::vector<JournalledOrder> orders;
    std::size_t next = 0;
    bool compared = false;  // books and broker were compared for it, as far as they could be
    bool taken_up = false;  // its orders need have nothing to do with each other
    std::set<std::string> unfinished;  // plans of which an order was taken on, and has not ended
    bool over = false;
  };

  void set_state(const messages::Envelope& command, broker::Outlet& outlet);
  void answer_state(const messages::Envelope& command, broker::Outlet& outlet);
  [[nodiscard]] planner::Result<void> change_state(const messages::SetTradingState& wish);
  [[nodiscard]] planner::Result<messages::TradingStanding> standing();
  /// Remembers what the portfolio is worth, where that is known, and tells what is known of risk
  /// then.
  [[nodiscard]] planner::Result<planner::trading::RiskFacts> risk_of(const TradingDesk& desk,
                                                                     broker::Outlet& outlet);
  [[nodiscard]] planner::trading::EmergencyFacts emergency_facts(const TradingDesk& desk) const;
  /// Keeps and tells whether cash is below zero; returns what, empty: it is not.
  [[nodiscard]] planner::Result<std::string> note_emergency(const TradingDesk& desk,
                                                            broker::Outlet& outlet);
  [[nodiscard]] planner::Result<std::string> end_emergency(const messages::CashEmergency& emergency,
                                                           std::int64_t now_ms,
                                                           broker::Outlet& outlet);
  /// Sells for cash that is below zero, one order at a time, where a person turned that on.
  void mend_emergency(const TradingDesk& desk, broker::Outlet& outlet);
  void hear_mended(const planner::Result<messages::ExecutionReport>& report,
                   broker::Outlet& outlet);
  [[nodiscard]] GuardSources sources_of_guard();
  /// Those that may still be filled, or whose fills are not booked; the newest first.
  [[nodiscard]] planner::Result<std::vector<messages::OrderReport>> open_reports();
  [[nodiscard]] planner::Result<messages::OrderStory> story_of(const std::string& name);
  void answer_story(const messages::Envelope& command, broker::Outlet& outlet);
  void cancel_order(const messages::Envelope& command, broker::Outlet& outlet);
  void cancel_at_broker(const messages::Envelope& command, const std::string& order_id,
                        broker::Outlet& outlet);
  /// Whether the step of an order waited in the queue; it does no more.
  [[nodiscard]] planner::Result<bool> take_from_queue(const messages::OrderReport& order);
  void tell_story(const messages::Envelope& command, const std::string& order_id,
                  broker::Outlet& outlet);
  void answer_orders(const messages::Envelope& command, broker::Outlet& outlet);
  void accept(const messages::Envelope& command, broker::Outlet& outlet);
  void begin_next(broker::Outlet& outlet);
  /// Executes steps for the loop or the queue.
  void place(messages::ExecutePlan plan, PlaceWish wish, Placed placed, broker::Outlet& outlet);
  void gather(const std::shared_ptr<Execution>& execution, broker::Outlet& outlet);
  void ask_open_orders(const std::shared_ptr<Execution>& execution, broker::Outlet& outlet);
  void decide(const std::shared_ptr<Execution>& execution, broker::Outlet& outlet);
  [[nodiscard]] static std::vector<JournalledOrder> to_be_kept(const Execution& execution);
  [[nodiscard]] planner::Result<void> check_steps(Execution& execution, TradingDesk& desk);
  [[nodiscard]] planner::Result<JournalledOrder> checked_step(const Execution& execution,
                                                              const messages::TradeOrder& order,
                                                              TradingDesk& desk);
  /// Whether an order was written down by another process, and has not left yet.
  [[nodiscard]] bool is_to_ask_again(const Execution& execution);
  void ask_again(const std::shared_ptr<Execution>& execution, broker::Outlet& outlet);
  void decide_again(const std::shared_ptr<Execution>& execution, TradingDesk& desk,
                    broker::Outlet& outlet);
  [[nodiscard]] planner::Result<DeskView> view_of(Execution& execution);
  /// Whether the broker or the portfolio is still to be asked for an order.
  [[nodiscard]] planner::Result<bool> has_more(const JournalledOrder& order);
  void carry_next(const std::shared_ptr<Execution>& execution, broker::Outlet& outlet);
  void settle(const std::shared_ptr<Execution>& execution,
              const planner::Result<JournalledOrder>& order, broker::Outlet& outlet);
  void finish(const std::shared_ptr<Execution>& execution, broker::Outlet& outlet);
  void give_up(const std::shared_ptr<Execution>& execution, const planner::Failure& failure,
               broker::Outlet& outlet);
  void resume(broker::Outlet& outlet);
  void take_up(std::vector<JournalledOrder> orders, broker::Outlet& outlet);
  /// Whether the next order is to wait for one of its plan that went before it.
  [[nodiscard]] static bool waits_for_earlier(const Execution& execution);
  /// Something happened at the broker: what would be asked later is asked now.
  void hear_hint(const std::set<std::string>& order_ids, broker::Outlet& outlet);
  /// Asks about the orders that were hinted at, as soon as nothing else is under way.
  void ask_hinted(broker::Outlet& outlet);
  void resume_later(broker::Outlet& outlet, std::chrono::milliseconds delay);

  [[nodiscard]] planner::Result<std::vector<messages::QueuedLine>> queued_lines();
  void answer_auto(const messages::Envelope& command, broker::Outlet& outlet);
  void set_auto(const messages::Envelope& command, broker::Outlet& outlet);
  [[nodiscard]] LoopSurroundings surroundings_of_loop();
  [[nodiscard]] QueueSurroundings surroundings_of_queue();
  [[nodiscard]] bool is_busy() const;
  /// Lets the queue and the loop do what is due.
  void attend(broker::Outlet& outlet);
  void watch(broker::Outlet& outlet);
  /// Drops what was over long ago, some orders at a time.
  void drop_old(broker::Outlet& outlet);
  void hear_universe(const planner::Result<messages::Envelope>& reply, broker::Outlet& outlet);
  void hear_books(const planner::Result<messages::Envelope>& reply, broker::Outlet& outlet);
  /// Tells a person once, until it is another.
  void tell_trouble(std::string& before, const std::string& now, broker::Outlet& outlet);
  /// The day that is traded on, and whether it is one of the past.
  [[nodiscard]] planner::Date day_traded(const messages::UniverseSnapshot& universe) const;
  [[nodiscard]] bool trades_in_past() const;

  void answer_reconcile(const messages::Envelope& command, broker::Outlet& outlet);
  /// Whether books and broker are to be compared before this is decided.
  bool is_to_compare(const Execution& execution);
  [[nodiscard]] bool has_compared_lately();
  void compare_books(broker::Outlet& outlet);
  void compare_later(broker::Outlet& outlet, std::chrono::milliseconds delay);
  void hear_comparison(const messages::ReconcileReport& report, broker::Outlet& outlet);

  TradingStore store_;
  TradingRules rules_;
  const broker::Clock& clock_;
  std::unique_ptr<BrokerAdapter> adapter_;  // behind the guard
  OrderCarrier carrier_;
  Reconciler reconciler_;
  std::optional<broker::Monotonic> compares_at_;       // the earliest timer that will compare
  std::vector<messages::Envelope> comparisons_asked_;  // not begun yet
  std::vector<messages::Envelope> comparisons_begun_;
  std::optional<broker::Monotonic> resumes_at_;  // the earliest timer that will resume
  std::set<std::string> hinted_;                 // open orders that are to be asked about at once
  std::deque<std::shared_ptr<Execution>> waiting_;
  std::shared_ptr<Execution> current_;
  TradingLoop loop_;
  OrderQueue queue_;
  bool watching_ = false;
  std::optional<messages::UniverseSnapshot> watched_;  // while the portfolio is asked
  std::string trouble_of_watch_;
  bool mending_ = false;  // a sale for cash below zero is being placed
  std::string trouble_of_mending_;
  std::string trouble_of_store_;
};

}  // namespace ballast::actors
