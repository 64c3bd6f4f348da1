// A broker with an account of its own, which fills as paper trading does; what it holds is what the
// test says.
#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "actors/trading/broker_adapter.hpp"

namespace ballast::actors {

class AccountBroker final : public BrokerAdapter {
 public:
  struct Holds {
    std::vector<BrokerPosition> positions;
    std::vector<planner::ledger::Amount> cash;
  };

  AccountBroker(std::unique_ptr<BrokerAdapter> paper, std::function<Holds()> holds)
      : paper_(std::move(paper)), holds_(std::move(holds)) {}

  [[nodiscard]] std::string_view name() const override { return "account"; }
  void start(broker::Outlet& outlet, BrokerHint hint) override {
    paper_->start(outlet, std::move(hint));
  }
  void submit(const BrokerOrder& order, Answered<BrokerOrderNews> answered) override {
    paper_->submit(order, std::move(answered));
  }
  void cancel(const std::string& client_order_id, const std::string& broker_order_id,
              Answered<BrokerOrderNews> answered) override {
    paper_->cancel(client_order_id, broker_order_id, std::move(answered));
  }
  void find(const std::string& client_order_id,
            Answered<std::optional<BrokerOrderNews>> answered) override {
    paper_->find(client_order_id, std::move(answered));
  }
  void open_orders(Answered<std::vector<BrokerOrderNews>> answered) override {
    paper_->open_orders(std::move(answered));
  }
  void fills_since(const std::string& cursor, Answered<BrokerFills> answered) override {
    paper_->fills_since(cursor, std::move(answered));
  }
  void cash_since(const std::string& cursor, Answered<BrokerCashRows> answered) override {
    paper_->cash_since(cursor, std::move(answered));
  }
  void account(Answered<BrokerAccount> answered) override {
    answered(Done<BrokerAccount>{{holds_().cash, {}, true, ""}});
  }
  void positions(Answered<std::vector<BrokerPosition>> answered) override {
    answered(Done<std::vector<BrokerPosition>>{holds_().positions});
  }

 private:
  std::unique_ptr<BrokerAdapter> paper_;
  std::function<Holds()> holds_;
};

}  // namespace ballast::actors
