// Orders that were over long ago leave the journal; what is asked of it stays the same.
#include <gtest/gtest.h>

#include "actors/trading/trading_store.hpp"
#include "tests/unit/actors/temporary_directory.hpp"

namespace ballast::actors {
namespace {

using messages::OrderState;
using planner::Side;
using planner::trading::Cause;

constexpr std::int64_t day_length_ms = 86'400'000;

class Dropping : public testing::Test {
 protected:
  /// An order of step 1 of a plan of that name, written down on a day.
  JournalledOrder journal(const std::string& plan, std::int64_t security, int day) {
    JournalledOrder out;
    out.report.plan_id = plan;
    out.report.order_id = plan + "/1/1";
    out.report.step = 1;
    out.report.quantity = 2.0;
    out.report.side = out.fill.side = Side::buy;
    out.report.state = OrderState::journalled;
    out.report.updated_ms = day * day_length_ms;
    out.fill.security.value = security;
    out.fill.quantity = 2.0;
    out.fill.currency = out.fill.base_currency = "EUR";
    out.fill.executed = planner::Date{std::chrono::days{day}};
    EXPECT_TRUE(store_.journal({out}));
    return out;
  }

  void fill(const std::string& plan, std::int64_t security, int day, bool booked = true) {
    const JournalledOrder order = journal(plan, security, day);
    const std::string& id = order.report.order_id;
    EXPECT_TRUE(store_.move(id, Cause::sent, day * day_length_ms, ""));
    BrokerFill fill;
    fill.fill_id = fill.client_order_id = id;
    fill.side = Side::buy;
    fill.quantity = planner::ledger::Quantity::whole(2);
    fill.price = planner::ledger::Price::whole(50);
    fill.currency = fill.fee.currency = "EUR";
    fill.day = planner::Date{std::chrono::days{day}};
    EXPECT_TRUE(store_.take_fills("paper", {{fill}, id, false}, day * day_length_ms));
    if (booked) {
      EXPECT_TRUE(store_.fill_booked(id));
    }
  }

  std::vector<std::string> names() {
    std::vector<std::string> out;
    const auto orders = store_.orders("", 100).value();
    out.reserve(orders.size());
    for (const auto& order : orders) out.push_back(order.plan_id);
    return out;
  }

  std::size_t drop(int before_day) {
    return store_.drop_before(before_day * day_length_ms, 100).value();
  }

  TemporaryDirectory directory_;
  TradingStore store_ = TradingStore::open(directory_.path() / "trading.db").value();
};

using Names = std::vector<std::string>;

TEST_F(Dropping, OldOrdersGoAndNewOnesStay) {
  for (int day = 1; day <= 5; ++day) fill("plan-" + std::to_string(day), 7, day);
  const auto before = store_.history().value();
  EXPECT_EQ(drop(3), 2U);
  EXPECT_EQ(names(), (Names{"plan-5", "plan-4", "plan-3"}));
  EXPECT_EQ(drop(3), 0U);
  EXPECT_EQ(store_.history().value(), before);
}

TEST_F(Dropping, NoMoreAtOnceThanAsked) {
  for (int day = 1; day <= 5; ++day) fill("plan-" + std::to_string(day), 7, day);
  EXPECT_EQ(store_.drop_before(9 * day_length_ms, 3).value(), 3U);
  EXPECT_EQ(store_.drop_before(9 * day_length_ms, 3).value(), 1U) << "the last purchase stays";
}

TEST_F(Dropping, AStepThatWasExecutedStaysExecutedUnderItsName) {
  fill("old", 7, 1);
  fill("new", 7, 2);
  ASSERT_EQ(drop(9), 1U);
  EXPECT_EQ(store_.executed_steps("old").value(), std::vector<std::uint32_t>{1});
  EXPECT_EQ(store_.attempts("old", 1).value(), 1U) << "its id is used for no other order";
  JournalledOrder again;
  again.report.plan_id = "old";
  again.report.order_id = "old/1/2";
  again.report.step = 1;
  again.report.state = OrderState::journalled;
  EXPECT_EQ(store_.journal({again}).error().what, "step 1 was executed before");
}

TEST_F(Dropping, TheLastTradeOfEachSecurityStaysForItsWaitingTimes) {
  fill("first", 7, 1);
  fill("second", 8, 1);
  fill("third", 8, 2);
  EXPECT_EQ(drop(9), 1U);
  EXPECT_EQ(names(), (Names{"third", "first"}));
}

TEST_F(Dropping, WhatTheBooksLackOrTheBrokerHasIsNeverDropped) {
  fill("not-booked", 7, 1, false);
  const auto open = journal("open", 7, 1);
  EXPECT_TRUE(store_.move(open.report.order_id, Cause::sent, day_length_ms, ""));
  fill("later", 7, 2);
  EXPECT_EQ(drop(9), 0U);
  EXPECT_EQ(names().size(), 3U);
}

TEST_F(Dropping, TheStateThatHoldsStaysHoweverOldItIs) {
  using planner::trading::TradingState;
  EXPECT_TRUE(store_.keep_state(TradingState::halt, "before", day_length_ms));
  EXPECT_TRUE(store_.keep_state(TradingState::reduce, "now", 2 * day_length_ms));
  EXPECT_TRUE(store_.keep_automatic(true, day_length_ms));
  EXPECT_TRUE(store_.keep_tripped("a fall", day_length_ms));
  EXPECT_EQ(drop(9), 0U);
  EXPECT_EQ(store_.state()->state, TradingState::reduce);
  EXPECT_EQ(store_.state()->tripped, "a fall");
  EXPECT_TRUE(store_.automatic()->on);
}

TEST_F(Dropping, FillsByAnotherHandGoOnceTheyAreBookedAndOld) {
  BrokerFill fill;
  fill.side = Side::buy;
  fill.quantity = planner::ledger::Quantity::whole(2);
  fill.price = planner::ledger::Price::whole(50);
  fill.currency = fill.fee.currency = "EUR";
  BrokerFills told;
  for (const int day : {10, 11, 20}) {
    fill.fill_id = "theirs-" + std::to_string(day);
    fill.executed_ms = day * day_length_ms;
    told.fills.push_back(fill);
  }
  ASSERT_TRUE(store_.take_fills("paper", told, 0));
  ASSERT_TRUE(store_.external_fill_booked("theirs-10"));
  ASSERT_TRUE(store_.external_fill_booked("theirs-20"));
  ASSERT_TRUE(store_.drop_before(15 * day_length_ms, 10));
  // What is known changes nothing when it is told again, what was dropped is new.
  ASSERT_TRUE(store_.take_fills("paper", told, 0));
  const auto left = store_.external_fills().value();
  std::vector<std::string> unbooked;
  unbooked.reserve(left.size());
  for (const BrokerFill& one : left) unbooked.push_back(one.fill_id);
  EXPECT_EQ(unbooked, (std::vector<std::string>{"theirs-11", "theirs-10"}));
}

}  // namespace
}  // namespace ballast::actors
