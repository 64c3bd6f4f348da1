// A broker that answers as a test tells it to, and keeps what it was asked.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "actors/trading/broker_adapter.hpp"

namespace ballast::actors {

class ScriptedBroker final : public BrokerAdapter {
 public:
  [[nodiscard]] std::string_view name() const override { return "scripted"; }
  void start(broker::Outlet& /*outlet*/, BrokerHint told) override { hint = std::move(told); }
  void submit(const BrokerOrder& order, Answered<BrokerOrderNews> answered) override {
    submitted.push_back(order);
    answered(next(submits));
  }
  void cancel(const std::string& client_order_id, const std::string& /*broker_order_id*/,
              Answered<BrokerOrderNews> answered) override {
    cancelled.push_back(client_order_id);
    answered(next(cancels));
  }
  void find(const std::string& client_order_id,
            Answered<std::optional<BrokerOrderNews>> answered) override {
    sought.push_back(client_order_id);
    answered(next(finds));
  }
  void open_orders(Answered<std::vector<BrokerOrderNews>> answered) override {
    answered(Unknown{"not scripted"});
  }
  void fills_since(const std::string& cursor, Answered<BrokerFills> answered) override {
    cursors.push_back(cursor);
    if (fills.empty()) return answered(Done<BrokerFills>{{{}, cursor, false}});
    answered(next(fills));
  }
  void cash_since(const std::string& cursor, Answered<BrokerCashRows> answered) override {
    if (holds_cash) return held_cash.push_back(std::move(answered));
    if (cash.empty()) return answered(Done<BrokerCashRows>{{{}, cursor, false}});
    answered(next(cash));
  }
  void account(Answered<BrokerAccount> answered) override { answered(Unknown{"not scripted"}); }
  void positions(Answered<std::vector<BrokerPosition>> answered) override {
    answered(Unknown{"not scripted"});
  }

  [[nodiscard]] std::string listening() const override { return heard; }

  BrokerHint hint;
  std::string heard;  // what it says of its hints
  std::deque<BrokerAnswer<BrokerOrderNews>> submits;
  std::deque<BrokerAnswer<BrokerOrderNews>> cancels;
  std::deque<BrokerAnswer<std::optional<BrokerOrderNews>>> finds;
  std::deque<BrokerAnswer<BrokerFills>> fills;
  std::deque<BrokerAnswer<BrokerCashRows>> cash;
  bool holds_cash = false;  // the test answers when it wants
  std::vector<Answered<BrokerCashRows>> held_cash;
  std::vector<BrokerOrder> submitted;
  std::vector<std::string> cancelled;
  std::vector<std::string> sought;
  std::vector<std::string> cursors;

 private:
  /// The next answer; what is not scripted is not known.
  template <class Answer>
  static Answer next(std::deque<Answer>& answers) {
    if (answers.empty()) return Unknown{"no answer"};
    Answer out = std::move(answers.front());
    answers.pop_front();
    return out;
  }
};

}  // namespace ballast::actors
