// What is told to whom while books and broker are compared.
#include <chrono>

#include "actors/trading/wall_time.hpp"
#include "messages/reconciling.hpp"
#include "tests/unit/actors/trading/scripted_broker.hpp"
#include "tests/unit/actors/trading/trading_fixture.hpp"

namespace ballast::actors {
namespace {

using planner::trading::Cause;

constexpr const char* placed_id = "plan-1/1/1";
constexpr const char* other_id = "plan-2/1/1";
constexpr const char* refused_id = "plan-3/1/1";

class Comparing : public testing::Test {
 protected:
  explicit Comparing(const std::vector<std::string>& placed = {}) {
    for (const std::string& id : placed) place_order(id);
    auto broker = std::make_unique<ScriptedBroker>();
    broker_ = broker.get();
    broker_->holds_cash = true;
    TradingRules rules{patient_planner(),
                       generous_limits(),
                       {PlanningDate::Kind::newest_price, {}},
                       Exchanges({}),
                       {},
                       {}};
    trading_ =
        std::make_unique<Trading>(TradingStore::open(directory_.path() / "trading.db").value(),
                                  std::move(broker), std::move(rules), clock_);
  }

  /// An order that the broker has, from before this process.
  void place_order(const std::string& id) {
    auto store = TradingStore::open(directory_.path() / "trading.db").value();
    JournalledOrder order;
    order.report.order_id = order.fill.order_id = id;
    order.report.plan_id = id.substr(0, id.find('/'));
    order.report.step = 1;
    order.report.quantity = order.fill.quantity = 10.0;
    order.report.state = messages::OrderState::journalled;
    order.report.updated_ms = wall_ms(clock_);
    order.fill.price = 10.0;
    order.fill.currency = order.fill.base_currency = "EUR";
    EXPECT_TRUE(store.journal({order}));
    const auto heard = id == refused_id ? Cause::rejected : Cause::acknowledged;
    for (const auto cause : {Cause::sent, heard}) {
      EXPECT_TRUE(store.move(id, cause, wall_ms(clock_), ""));
    }
  }

  messages::Envelope ask(const std::string& id) {
    messages::Envelope command = command_of(messages::Reconcile{}, id);
    trading_->receive(command, outlet_);
    return command;
  }

  /// The comparison that was begun last ends, a second later.
  void end_comparison() {
    clock_.advance(std::chrono::seconds(1));
    const auto answered = std::move(broker_->held_cash.back());
    answered(Unknown{"no answer"});
  }

  TemporaryDirectory directory_;
  broker::ManualClock clock_;
  RecordingOutlet outlet_;
  std::unique_ptr<Trading> trading_;
  ScriptedBroker* broker_ = nullptr;
};

TEST_F(Comparing, WhoAsksMeanwhileIsToldOfTheNext) {
  trading_->start(outlet_);
  ASSERT_EQ(broker_->held_cash.size(), 1U);
  const auto asked = ask("reconcile-1");
  ask("reconcile-1");
  end_comparison();
  EXPECT_EQ(outlet_.replies.count(asked.header.id), 0U);
  ASSERT_EQ(broker_->held_cash.size(), 2U);
  ask("reconcile-1");
  end_comparison();
  EXPECT_EQ(outlet_.reply_to<messages::ReconcileReport>(asked).at_ms, wall_ms(clock_));
  EXPECT_EQ(broker_->held_cash.size(), 2U);
}

TEST_F(Comparing, IsWhatAHintLeadsToWhereNoOrderIsOpen) {
  trading_->start(outlet_);
  end_comparison();
  ASSERT_EQ(broker_->held_cash.size(), 1U);
  broker_->hint({});
  broker_->hint({});
  EXPECT_EQ(broker_->held_cash.size(), 1U);
  outlet_.fire_timers();
  EXPECT_EQ(broker_->held_cash.size(), 2U) << "one that a minute later would have been is no more";
}

class Hinted : public Comparing {
 protected:
  Hinted() : Comparing({placed_id, other_id, refused_id}) {
    trading_->start(outlet_);
    end_comparison();
    broker_->sought.clear();
  }
  using Ids = std::vector<std::string>;
};

TEST_F(Hinted, EveryOpenOrderIsAskedAboutAtOnce) {
  broker_->hint({});
  EXPECT_EQ(broker_->sought, (Ids{placed_id, other_id}));
}

TEST_F(Hinted, OnlyTheOrderThatIsNamedIsAskedAbout) {
  broker_->hint({other_id});
  EXPECT_EQ(broker_->sought, Ids{other_id});
  broker_->hint({placed_id, other_id});
  EXPECT_EQ(broker_->sought, (Ids{other_id, placed_id, other_id}));
}

TEST_F(Hinted, AnOrderThatNobodyKnowsLeadsToALookAtEverything) {
  outlet_.timers.clear();
  broker_->hint({other_id, "by another hand"});
  EXPECT_EQ(broker_->sought, (Ids{placed_id, other_id}));
  broker_->sought.clear();
  outlet_.fire_timers();
  EXPECT_EQ(broker_->held_cash.size(), 2U) << "and books and broker are compared";
}

TEST_F(Hinted, WhatIsNamedMeanwhileIsAskedAboutOnceNothingElseIsUnderWay) {
  ask("compare");
  ASSERT_EQ(broker_->held_cash.size(), 2U);
  broker_->hint({other_id});
  broker_->hint({other_id});
  EXPECT_TRUE(broker_->sought.empty());
  end_comparison();
  EXPECT_EQ(broker_->sought, Ids{other_id});
}

TEST_F(Hinted, AnOrderThatEndedIsAskedAboutNoMore) {
  BrokerOrderNews news;
  news.client_order_id = other_id;
  news.state = Cause::cancelled;
  broker_->finds.emplace_back(Done<std::optional<BrokerOrderNews>>{news});
  broker_->hint({other_id});
  ASSERT_EQ(broker_->sought, Ids{other_id});
  outlet_.timers.clear();
  broker_->hint({other_id});
  EXPECT_EQ(broker_->sought, Ids{other_id});
  outlet_.fire_timers();
  EXPECT_EQ(broker_->held_cash.size(), 1U);
}

TEST_F(Hinted, AnEndThatTheBrokerDidNotTellIsDoubtedWhenItTellsOfTheOrder) {
  broker_->hint({refused_id});
  EXPECT_EQ(broker_->sought, (Ids{placed_id, other_id}));
}

TEST_F(Hinted, WhereHintsComeFromIsSaidInTheStatus) {
  EXPECT_EQ(trading_->status().doing, "idle");
  broker_->heard = "follows the broker's stream";
  EXPECT_EQ(trading_->status().doing, "idle; follows the broker's stream");
}

}  // namespace
}  // namespace ballast::actors
