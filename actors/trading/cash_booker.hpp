// Books what moved cash or shares at the broker without a trade: dividends, taxes, interest, fees,
// transfers, splits.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "actors/trading/broker_adapter.hpp"
#include "actors/trading/trading_store.hpp"
#include "broker/behaviour.hpp"

namespace ballast::actors {

class CashBooker {
 public:
  /// What came of it; `failure` says why it broke off.
  struct Outcome {
    std::uint32_t booked = 0;
    std::string failure;
  };
  using Over = std::function<void(const Outcome& outcome)>;

  /// Both must outlive this.
  CashBooker(TradingStore& store, BrokerAdapter& adapter) : store_(store), adapter_(adapter) {}

  /// Takes what the broker tells and books it, each row once; perhaps over before this returns. A
  /// row that the books cannot take, for what it is or what is not known of it, is told as a
  /// warning; the latter is tried again next time. Half of a split waits some days for the other.
  /// REQUIRES: the last one is over.
  void book(planner::Date today, broker::Outlet& outlet, Over over);

 private:
  struct Booking;
  using Shared = std::shared_ptr<Booking>;

  void ask(const Shared& now);
  void hear(const Shared& now, const BrokerAnswer<BrokerCashRows>& answer);
  void book_next(const Shared& now);
  void book_row(const Shared& now, const CashToBook& told);
  void book_split(const Shared& now, const BrokerCashRow& half);
  void hear_books(const Shared& now, const std::vector<BrokerCashRow>& halves,
                  const planner::Result<messages::Envelope>& reply);
  void import_split(const Shared& now, const std::vector<BrokerCashRow>& halves,
                    planner::ledger::SplitRatio ratio, bool was_booked);
  /// Leaves rows to a person, who is told why.
  void leave(const Shared& now, const std::vector<BrokerCashRow>& rows, const std::string& why);
  void settle(const Shared& now, const std::vector<BrokerCashRow>& rows, bool booked);

  TradingStore& store_;
  BrokerAdapter& adapter_;
};

}  // namespace ballast::actors
