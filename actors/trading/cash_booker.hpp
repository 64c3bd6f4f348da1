// Books what moved the broker's cash without a trade: dividends, taxes, interest, fees, transfers.
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
  /// warning; the latter is tried again next time. REQUIRES: the last one is over.
  void book(broker::Outlet& outlet, Over over);

 private:
  struct Booking;
  using Shared = std::shared_ptr<Booking>;

  void ask(const Shared& now);
  void hear(const Shared& now, const BrokerAnswer<BrokerCashRows>& answer);
  void book_next(const Shared& now);
  void settle(const Shared& now, const std::string& row_id, bool booked);

  TradingStore& store_;
  BrokerAdapter& adapter_;
};

}  // namespace ballast::actors
