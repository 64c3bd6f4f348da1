// What is done for one order, whatever the broker answers.
#include "actors/trading/order_carrier.hpp"

#include <gtest/gtest.h>

#include "actors/trading/wall_time.hpp"
#include "broker/manual_clock.hpp"
#include "tests/unit/actors/recording_outlet.hpp"
#include "tests/unit/actors/temporary_directory.hpp"
#include "tests/unit/actors/trading/scripted_broker.hpp"

namespace ballast::actors {
namespace {

using messages::OrderState;
using planner::ledger::Price;
using planner::ledger::Quantity;
using planner::trading::Cause;

constexpr const char* order_id = "plan-1/1/1";

BrokerOrderNews news(Cause state) {
  BrokerOrderNews out;
  out.client_order_id = order_id;
  out.broker_order_id = "b-1";
  out.state = state;
  return out;
}

BrokerFill part(const std::string& id, int shares) {
  BrokerFill out;
  out.fill_id = id;
  out.broker_order_id = "b-1";
  out.quantity = Quantity::whole(shares);
  out.price = Price::whole(10);
  out.currency = out.fee.currency = "EUR";
  return out;
}

class OrderCarrierTest : public testing::Test {
 protected:
  OrderCarrierTest() {
    JournalledOrder order;
    order.report.order_id = order_id;
    order.report.plan_id = "plan-1";
    order.report.step = 1;
    order.report.quantity = 10.0;
    order.report.state = OrderState::journalled;
    order.report.updated_ms = wall_ms(clock_);
    order.fill.order_id = order_id;
    order.fill.quantity = 10.0;
    order.fill.price = 10.0;
    order.fill.currency = order.fill.base_currency = "EUR";
    EXPECT_TRUE(store_.journal({order}));
    outlet_.responder = [this](const RecordingOutlet::Request& request) {
      const auto fill = messages::decode<messages::ApplyFill>(request.payload.bytes).value();
      booked_.push_back(fill.fill_id);
      return messages::pack(messages::FillApplied{fill.fill_id, false, 1, 1.0});
    };
  }

  /// After the longest pause before a look-up.
  OrderState carry() {
    clock_.advance(std::chrono::seconds(60));
    std::optional<OrderState> out;
    carrier_.carry(order_id, outlet_, [&](const planner::Result<JournalledOrder>& order) {
      EXPECT_TRUE(order) << planner::describe(order.error());
      EXPECT_FALSE(out) << "it settles once";
      out = order->report.state;
    });
    return out.value();
  }

  std::vector<Cause> causes() {
    std::vector<Cause> out;
    const auto kept = store_.transitions(order_id).value();
    std::vector<planner::trading::Transition> life;
    for (const KeptTransition& each : kept) {
      out.push_back(each.transition.cause);
      life.push_back(each.transition);
    }
    const auto replayed = planner::trading::life_of(Quantity::whole(10), life);
    EXPECT_EQ(replayed, store_.order(order_id)->life()) << "the journal tells the whole life";
    return out;
  }

  void sent_without_answer() {
    broker_.submits = {Unknown{"time-out"}};
    EXPECT_EQ(carry(), OrderState::unknown);
  }

  using Fills = std::vector<BrokerFill>;
  using Causes = std::vector<Cause>;
  using Words = std::vector<std::string>;
  TemporaryDirectory directory_;
  TradingStore store_ = TradingStore::open(directory_.path() / "trading.db").value();
  broker::ManualClock clock_;
  RecordingOutlet outlet_;
  ScriptedBroker broker_;
  OrderCarrier carrier_{store_, broker_, clock_};
  Words booked_;
};

TEST_F(OrderCarrierTest, EveryPartIsBookedOnceAndEveryStepIsKept) {
  broker_.submits = {Done<BrokerOrderNews>{news(Cause::acknowledged)}};
  broker_.fills = {Done<BrokerFills>{{Fills{part("f1", 4)}, "1", true}},
                   Done<BrokerFills>{{Fills{part("f1", 4), part("f2", 6)}, "2", false}}};
  EXPECT_EQ(carry(), OrderState::filled);
  EXPECT_EQ(booked_, (Words{"f1", "f2"}));
  EXPECT_EQ(broker_.cursors, (Words{"", "1"}));
  EXPECT_EQ(causes(), (Causes{Cause::checks_passed, Cause::journalled, Cause::sent,
                              Cause::acknowledged, Cause::part_fill, Cause::last_fill}));
  EXPECT_EQ(store_.order(order_id)->report.filled, 10.0);
  EXPECT_EQ(carry(), OrderState::filled);
  EXPECT_EQ(booked_.size(), 2U);
  EXPECT_EQ(broker_.submitted.size(), 1U);
}

TEST_F(OrderCarrierTest, WithoutAnAnswerItIsLookedUpAndNeverJustRepeated) {
  sent_without_answer();
  EXPECT_EQ(carry(), OrderState::unknown) << "the look-up was not answered";
  broker_.finds = {Done<std::optional<BrokerOrderNews>>{news(Cause::acknowledged)}};
  broker_.fills = {Done<BrokerFills>{{Fills{part("f1", 10)}, "1", false}}};
  EXPECT_EQ(carry(), OrderState::filled);
  EXPECT_EQ(broker_.submitted.size(), 1U);
  EXPECT_EQ(broker_.sought, (Words{order_id, order_id}));
}

TEST_F(OrderCarrierTest, WhatIsNotFoundThreeTimesIsSentAgainUnderItsId) {
  sent_without_answer();
  for (int times = 0; times < 3; ++times) {
    EXPECT_EQ(broker_.submitted.size(), 1U);
    broker_.finds.emplace_back(Done<std::optional<BrokerOrderNews>>{});
    broker_.submits = {Done<BrokerOrderNews>{news(Cause::acknowledged)}};
    carry();
  }
  EXPECT_EQ(store_.order(order_id)->report.state, OrderState::acknowledged);
  ASSERT_EQ(broker_.submitted.size(), 2U);
  EXPECT_EQ(broker_.submitted[0], broker_.submitted[1]);
  EXPECT_EQ(causes().size(), 9U);
}

TEST_F(OrderCarrierTest, WhatStoppedBetweenSendingAndTheAnswerIsLookedUp) {
  ASSERT_TRUE(store_.move(order_id, Cause::sent, 1, ""));
  broker_.finds = {Done<std::optional<BrokerOrderNews>>{news(Cause::acknowledged)}};
  EXPECT_EQ(carry(), OrderState::unknown);
  EXPECT_EQ(carrier_.wait_for(*store_.order(order_id)), std::chrono::seconds(2));
  EXPECT_EQ(carry(), OrderState::acknowledged);
  EXPECT_TRUE(broker_.submitted.empty());
  EXPECT_EQ(causes()[3], Cause::interrupted);
}

TEST_F(OrderCarrierTest, WhatIsTooOldIsNotSent) {
  clock_.advance(std::chrono::minutes(11));
  EXPECT_EQ(carry(), OrderState::blocked);
  EXPECT_TRUE(broker_.submitted.empty());
}

TEST_F(OrderCarrierTest, WhatTheBrokerForgetsIsNotSentAgain) {
  broker_.submits = {Done<BrokerOrderNews>{news(Cause::acknowledged)}};
  EXPECT_EQ(carry(), OrderState::acknowledged);
  for (int times = 0; times < 6; ++times) {
    broker_.finds.emplace_back(Done<std::optional<BrokerOrderNews>>{});
    EXPECT_EQ(carry(), OrderState::unknown);
  }
  EXPECT_EQ(broker_.submitted.size(), 1U);
  EXPECT_EQ(store_.order(order_id)->report.checks.back().name, "broker");
}

TEST_F(OrderCarrierTest, AnEndWaitsForTheFillsBeforeIt) {
  broker_.submits = {Done<BrokerOrderNews>{news(Cause::acknowledged)}};
  EXPECT_EQ(carry(), OrderState::acknowledged);
  BrokerOrderNews end = news(Cause::cancelled);
  end.filled = Quantity::whole(3);
  broker_.finds = {Done<std::optional<BrokerOrderNews>>{end},
                   Done<std::optional<BrokerOrderNews>>{end}};
  broker_.fills = {Done<BrokerFills>{{{}, "1", false}},
                   Done<BrokerFills>{{Fills{part("f1", 3)}, "2", false}}};
  EXPECT_EQ(carry(), OrderState::acknowledged) << "its fills are not told yet";
  EXPECT_EQ(carry(), OrderState::cancelled);
  EXPECT_EQ(booked_, Words{"f1"});
}

TEST_F(OrderCarrierTest, WhatTheBrokerRefusesIsRejectedWithItsReason) {
  broker_.submits = {Refused{"insufficient buying power"}};
  EXPECT_EQ(carry(), OrderState::rejected);
  EXPECT_EQ(store_.transitions(order_id)->back().text, "insufficient buying power");
  EXPECT_EQ(store_.executed_steps("plan-1")->size(), 0U) << "the step may be tried again";
}

TEST_F(OrderCarrierTest, WhatWasFilledBeforeItWasCancelledIsBooked) {
  broker_.submits = {Done<BrokerOrderNews>{news(Cause::acknowledged)}};
  EXPECT_EQ(carry(), OrderState::acknowledged);
  broker_.finds = {Done<std::optional<BrokerOrderNews>>{news(Cause::cancelled)}};
  broker_.fills = {Done<BrokerFills>{{Fills{part("f1", 3)}, "1", false}}};
  EXPECT_EQ(carry(), OrderState::cancelled);
  EXPECT_EQ(booked_, Words{"f1"});
  EXPECT_EQ(store_.executed_steps("plan-1")->size(), 1U);
}

TEST_F(OrderCarrierTest, FillsThatItCannotHaveAreKeptApartAndNotBooked) {
  broker_.submits = {Done<BrokerOrderNews>{news(Cause::acknowledged)}};
  auto other = part("f2", 1);
  other.broker_order_id = "b-2";
  auto dollars = part("f3", 1);
  dollars.currency = "USD";
  broker_.fills = {Done<BrokerFills>{{Fills{part("f1", 11), other, dollars}, "3", false}}};
  EXPECT_EQ(carry(), OrderState::acknowledged);
  EXPECT_TRUE(booked_.empty());
  EXPECT_EQ(store_.fill_cursor("scripted"), "3");
}

}  // namespace
}  // namespace ballast::actors
