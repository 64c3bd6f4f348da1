// Cash below zero: it is kept, told and obeyed; what mends it is advice on paper, and an order
// where a broker has an account and trading goes by itself.
#include <algorithm>

#include "messages/auto_trading.hpp"
#include "messages/ledger.hpp"
#include "messages/reconciling.hpp"
#include "messages/trading_state.hpp"
#include "messages/universe.hpp"
#include "tests/unit/actors/trading/account_broker.hpp"
#include "tests/unit/actors/trading/open_exchange.hpp"
#include "tests/unit/actors/trading/trading_fixture.hpp"

namespace ballast::actors {
namespace {

using messages::OrderState;
using planner::Money;
using Answer = RecordingOutlet::Answer;

class InEmergency : public testing::Test {
 protected:
  InEmergency() {
    outlet_.responder = [this](const RecordingOutlet::Request& request) { return serve(request); };
  }

  Answer serve(const RecordingOutlet::Request& request) {
    const std::string& type = request.payload.type;
    if (type == "GetUniverse") return messages::pack(small_market());
    if (type == "GetListings") return messages::pack(small_listings());
    if (type == "GetPortfolio") return messages::pack(books());
    if (type == "GetBooks") return messages::pack(ledger());
    if (type == "ChangeSecurity") {
      wishes_.push_back(messages::decode<messages::ChangeSecurity>(request.payload.bytes).value());
      return messages::pack(messages::SecurityChanged{});
    }
    if (type != "ApplyFill") {
      return tl::unexpected(
          planner::Failure{planner::FailureKind::unavailable, "no answer", request.route, ""});
    }
    const auto fill = messages::decode<messages::ApplyFill>(request.payload.bytes).value();
    const double shares = fill.side == Side::sell ? -fill.quantity : fill.quantity;
    held_ += shares;
    dollars_ -= shares * fill.price;
    return messages::pack(messages::FillApplied{fill.fill_id, false, 1, held_});
  }

  [[nodiscard]] messages::PortfolioSnapshot books() const {
    messages::PortfolioSnapshot out;
    out.positions = {{{3}, held_, 90.0, bought_}};
    out.cash = {{"USD", dollars_}};
    return out;
  }

  [[nodiscard]] messages::BooksReport ledger() const {
    messages::BooksReport out;
    messages::HoldingLine line;
    line.symbol = "CCC";
    line.quantity = held_;
    out.holdings = {line};
    out.balances = {
        {"main", planner::ledger::BookAccount::cash, "USD", Money::from_units(dollars_)}};
    return out;
  }

  [[nodiscard]] std::unique_ptr<BrokerAdapter> broker() {
    auto paper = PaperBroker::open(directory_.path() / "paper.db", clock_).value();
    if (!has_account_) return paper;
    return std::make_unique<AccountBroker>(std::move(paper), [this] {
      const auto shares = planner::ledger::Quantity::nearest(held_).value();
      AccountBroker::Holds out{{{"CCC", shares, "USD", {}}},
                               {{"USD", Money::from_units(dollars_)}}};
      if (holds_unknown_) {
        out.positions.push_back({"NEW", planner::ledger::Quantity::whole(3), "USD", {}});
      }
      return out;
    });
  }

  /// A process that lasts begins.
  void begin() {
    trading_.reset();
    outlet_.timers.clear();
    TradingRules rules{{}, generous_limits(), {}, open_exchange(), {}, {}};
    rules.limits.currency_reserve = 5.0;
    rules.planner.min_cash_reserve = 0.0;
    rules.lasts = true;
    trading_ =
        std::make_unique<Trading>(TradingStore::open(directory_.path() / "trading.db").value(),
                                  broker(), std::move(rules), clock_);
    trading_->start(outlet_);
  }

  void pass(int minutes) {
    for (int minute = 0; minute < minutes; ++minute) {
      clock_.advance(std::chrono::minutes(1));
      outlet_.time += std::chrono::minutes(1);
      outlet_.fire_timers();
    }
  }

  template <class Reply, class Wish>
  Reply ask(const Wish& wish) {
    const auto command = command_of(wish, "ask-" + std::to_string(++asked_));
    trading_->receive(command, outlet_);
    return outlet_.reply_to<Reply>(command);
  }

  messages::OrderList list() { return ask<messages::OrderList>(messages::GetOrders{}); }

  [[nodiscard]] std::vector<std::string> topics() const {
    std::vector<std::string> out;
    for (const auto& event : outlet_.events) out.push_back(event.topic);
    return out;
  }

  double held_ = 20.0;
  double dollars_ = -500.0;
  planner::Date bought_ = day(2025, 12, 30);
  bool has_account_ = true;
  bool holds_unknown_ = false;
  std::vector<messages::ChangeSecurity> wishes_;  // what the universe is asked for
  int asked_ = 0;
  TemporaryDirectory directory_;
  broker::ManualClock clock_{that_monday_ns};
  RecordingOutlet outlet_;
  std::unique_ptr<Trading> trading_;
};

TEST_F(InEmergency, OnPaperItIsToldWithAdviceKeptOverARestartAndDismissedWhenItIsOver) {
  has_account_ = false;
  begin();
  const auto told = list().emergency;
  ASSERT_TRUE(told);
  EXPECT_TRUE(told->below_zero);
  EXPECT_EQ(told->text, "cash is below zero: -500.00 USD");
  // 500 EUR and a fee of 2 are wanted, and a share brings 99.80 EUR.
  EXPECT_EQ(told->advice, std::vector<std::string>{"sell 6 CCC, which brings 596.80 EUR"});
  EXPECT_EQ(topics(), std::vector<std::string>{"emergency.started"});
  begin();
  pass(3);
  EXPECT_EQ(list().emergency->since_ms, told->since_ms);
  EXPECT_EQ(topics().size(), 1U) << "it is told once, also after a restart";
  ask<messages::AutoStatus>(messages::SetAuto{true});
  pass(3);
  EXPECT_EQ(ask<messages::AutoStatus>(messages::GetAuto{}).doing,
            "cash is below zero: -500.00 USD; that is mended first");
  EXPECT_TRUE(list().orders.empty()) << "on paper it is advice";
  dollars_ = 100.0;
  pass(1);
  EXPECT_FALSE(list().emergency);
  EXPECT_EQ(topics().back(), "emergency.ended");
  begin();
  EXPECT_FALSE(list().emergency);
}

TEST_F(InEmergency, NothingIsBoughtWhileItLastsAndSalesGoOn) {
  has_account_ = false;
  bought_ = day(2025, 1, 2);
  begin();
  messages::ExecutePlan plan;
  plan.plan_id = "plan-1";
  plan.all = true;
  plan.orders = {order_of(1, Side::sell, "CCC", 1), order_of(2, Side::buy, "CCC", 1)};
  const auto report = ask<messages::ExecutionReport>(plan);
  EXPECT_EQ(report.orders[0].state, OrderState::filled);
  EXPECT_EQ(report.orders[1].state, OrderState::blocked);
  EXPECT_EQ(report.orders[1].checks[1].text,
            "cash is below zero: -500.00 USD; nothing is bought until it is not");
  dollars_ = 10'000.0;
  plan.plan_id = "plan-2";
  plan.orders = {order_of(1, Side::buy, "CCC", 1)};
  EXPECT_EQ(ask<messages::ExecutionReport>(plan).orders[0].checks[1].text, "")
      << "the books are asked with every order";
}

TEST_F(InEmergency, WithAnAccountItSellsByItselfOnceAndNoMoreThanIsNeeded) {
  begin();
  ask<messages::AutoStatus>(messages::SetAuto{true});
  pass(10);
  const auto after = list();
  ASSERT_EQ(after.orders.size(), 1U);
  const auto& order = after.orders.front();
  EXPECT_TRUE(order.emergency);
  EXPECT_TRUE(order.order_id.starts_with("emergency-"));
  EXPECT_EQ(order.state, OrderState::filled);
  EXPECT_DOUBLE_EQ(order.filled, 6.0) << "held for six days, which an emergency does not wait for";
  EXPECT_DOUBLE_EQ(dollars_, 160.0);
  EXPECT_FALSE(after.emergency);
  EXPECT_EQ(topics(),
            (std::vector<std::string>{"emergency.started", "order.filled", "emergency.ended"}));
}

TEST_F(InEmergency, WhatOnlyTheBrokerHoldsIsMadeKnownOnceAndNotTraded) {
  holds_unknown_ = true;
  begin();
  pass(5);
  ASSERT_EQ(wishes_.size(), 1U);
  EXPECT_EQ(wishes_[0].symbol, "NEW");
  EXPECT_TRUE(wishes_[0].add);
  EXPECT_EQ(wishes_[0].wishes,
            (std::vector<messages::FieldWish>{
                {"currency", "USD"}, {"allow_buy", "false"}, {"allow_sell", "false"}}));
  EXPECT_TRUE(std::any_of(outlet_.notes.begin(), outlet_.notes.end(), [](const auto& one) {
    return one.sentence.starts_with("NEW is at the broker and was not known");
  }));
  const auto told = ask<messages::ReconcileReport>(messages::Reconcile{});
  ASSERT_EQ(told.differences.size(), 1U);
  EXPECT_EQ(told.differences[0].kind, planner::trading::DifferenceKind::only_at_broker);
}

TEST_F(InEmergency, UntilAPersonTurnsItOnNothingIsSold) {
  begin();
  pass(5);
  EXPECT_TRUE(list().orders.empty());
  EXPECT_TRUE(list().emergency);
}

TEST_F(InEmergency, WhileTradingIsHaltedNothingIsSoldAndAPersonIsToldWhyOnce) {
  begin();
  ask<messages::AutoStatus>(messages::SetAuto{true});
  ask<messages::TradingStanding>(
      messages::SetTradingState{planner::trading::TradingState::halt, "a look"});
  pass(5);
  EXPECT_TRUE(list().orders.empty());
  EXPECT_EQ(std::count_if(outlet_.notes.begin(), outlet_.notes.end(),
                          [](const auto& one) {
                            return one.sentence ==
                                   "cash is below zero, and nothing is sold for it: CCC: trading "
                                   "is halted (a look); `ballast resume` ends that";
                          }),
            1);
  const auto standing = ask<messages::TradingStanding>(
      messages::SetTradingState{planner::trading::TradingState::active, ""});
  ASSERT_TRUE(standing.emergency);
  pass(5);
  EXPECT_EQ(list().orders.size(), 1U);
}

}  // namespace
}  // namespace ballast::actors
