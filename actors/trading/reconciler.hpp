// Compares books and broker: takes and books what happened there without us, then tells where the
// two differ. What differs is not traded on; nothing is ever taken out of the books.
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>

#include "actors/trading/broker_adapter.hpp"
#include "actors/trading/cash_booker.hpp"
#include "actors/trading/trading_store.hpp"
#include "broker/behaviour.hpp"
#include "broker/clock.hpp"
#include "messages/ledger.hpp"
#include "messages/market.hpp"
#include "messages/reconciling.hpp"
#include "planner/trading/reconciliation.hpp"

namespace ballast::actors {

class Reconciler {
 public:
  using Told = std::function<void(const messages::ReconcileReport& report)>;

  /// All must outlive this.
  Reconciler(TradingStore& store, BrokerAdapter& adapter, const broker::Clock& clock)
      : store_(store), adapter_(adapter), clock_(clock), cash_(store, adapter) {}

  /// Compares once, then tells what was found; perhaps before it returns. Whoever asks while it
  /// works is told the same. Orders whose fate is open are to be settled first: it says so.
  void reconcile(broker::Outlet& outlet, Told told);

  [[nodiscard]] bool works() const { return current_ != nullptr; }
  /// Whether it compared since this process began.
  [[nodiscard]] bool has_compared() const { return compared_; }
  /// Whether nothing differed when they were compared last.
  [[nodiscard]] bool agree() const { return found_.empty(); }
  /// Whether shares of a symbol were found to differ, and are not to be traded.
  [[nodiscard]] bool differs(const std::string& symbol) const {
    return !planner::trading::may_trade(found_, symbol);
  }

 private:
  struct Comparing;
  using Shared = std::shared_ptr<Comparing>;

  void begin(const Shared& now);
  void ask_fills(const Shared& now);
  void hear_fills(const Shared& now, const BrokerAnswer<BrokerFills>& answer);
  void ask_market(const Shared& now);
  void book_next(const Shared& now);
  void ask_broker(const Shared& now);
  void ask_books(const Shared& now);
  [[nodiscard]] std::string behind(const Shared& now);
  void compare(const Shared& now, const messages::BooksReport& books);
  /// Has the universe know a security that is held or was traded there and that nobody knows, so
  /// that it is valued and can be booked. It is neither bought nor sold until a person allows it.
  void adopt(const std::string& symbol, const std::string& currency, broker::Outlet& outlet);
  void stop(const Shared& now, const std::string& why);
  void tell(const Shared& now);

  TradingStore& store_;
  BrokerAdapter& adapter_;
  const broker::Clock& clock_;
  CashBooker cash_;
  planner::trading::SyncGuard guard_;
  std::vector<planner::trading::Difference> found_;
  std::set<std::string> adopted_;  // tried by this process
  bool compared_ = false;
  Shared current_;
};

}  // namespace ballast::actors
