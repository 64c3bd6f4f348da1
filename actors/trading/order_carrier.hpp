// Carries orders from the journal to the broker and their fills to the portfolio. Whatever it does
// is written down before, so that it goes on from there after a crash; what is doubtful is looked
// up before anything is repeated.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "actors/trading/broker_adapter.hpp"
#include "actors/trading/trading_store.hpp"
#include "broker/behaviour.hpp"
#include "broker/clock.hpp"
#include "planner/trading/delivery.hpp"

namespace ballast::actors {

class OrderCarrier {
 public:
  /// An order as far as it goes now. Failure: our own store cannot be read or written.
  using Settled = std::function<void(const planner::Result<JournalledOrder>& order)>;

  using Rules = planner::trading::DeliveryRules;

  /// All must outlive this.
  OrderCarrier(TradingStore& store, BrokerAdapter& adapter, const broker::Clock& clock,
               Rules rules = {})
      : store_(store), adapter_(adapter), clock_(clock), rules_(rules) {}

  /// Takes an order on as far as it goes now: sends it, looks it up, asks for its fills, books
  /// them; then calls `settled` once, perhaps before it returns. One order at a time.
  void carry(const std::string& order_id, broker::Outlet& outlet, Settled settled);

  /// How long until carrying the order on makes sense: zero where it does now.
  [[nodiscard]] std::chrono::milliseconds wait_for(const JournalledOrder& order);

  /// Whether carrying the order on sends it now.
  [[nodiscard]] bool would_send(const JournalledOrder& order);

 private:
  struct Carrying;
  using Shared = std::shared_ptr<Carrying>;

  [[nodiscard]] planner::Result<planner::trading::NextDelivery> next_of(
      const JournalledOrder& order);
  void advance(const Shared& now);
  void end_before_sending(const Shared& now, planner::trading::Cause cause, const char* text);
  void send(const Shared& now);
  void hear_submit(const Shared& now, const BrokerAnswer<BrokerOrderNews>& answer);
  void look_up(const Shared& now);
  void hear_look_up(const Shared& now, const BrokerAnswer<std::optional<BrokerOrderNews>>& answer);
  void hear_news(const Shared& now, const BrokerOrderNews& news);
  void ask_fills(const Shared& now);
  void take_end(const Shared& now);
  void hear_fills(const Shared& now, const BrokerAnswer<BrokerFills>& answer);
  void book(const Shared& now);
  void hear_booked(const Shared& now, const std::string& fill_id,
                   const planner::Result<messages::Envelope>& reply);
  void settle(const Shared& now);
  bool move(const Shared& now, planner::trading::Cause cause, const std::string& text);
  /// Keeps what is wrong as a check of the order; empty: nothing is any more.
  bool note(const Shared& now, const std::string& name, const std::string& wrong);
  bool take(const Shared& now, planner::Result<JournalledOrder> order);

  TradingStore& store_;
  BrokerAdapter& adapter_;
  const broker::Clock& clock_;
  Rules rules_;
};

}  // namespace ballast::actors
