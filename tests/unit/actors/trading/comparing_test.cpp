// What is told to whom while books and broker are compared.
#include <chrono>

#include "actors/trading/wall_time.hpp"
#include "messages/reconciling.hpp"
#include "tests/unit/actors/trading/scripted_broker.hpp"
#include "tests/unit/actors/trading/trading_fixture.hpp"

namespace ballast::actors {
namespace {

constexpr const char* placed_id = "plan-1/1/1";

class Comparing : public testing::Test {
 protected:
  explicit Comparing(bool with_order = false) {
    if (with_order) place_order();
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
  void place_order() {
    auto store = TradingStore::open(directory_.path() / "trading.db").value();
    JournalledOrder order;
    order.report.order_id = order.fill.order_id = placed_id;
    order.report.plan_id = "plan-1";
    order.report.step = 1;
    order.report.quantity = order.fill.quantity = 10.0;
    order.report.state = messages::OrderState::journalled;
    order.report.updated_ms = wall_ms(clock_);
    order.fill.price = 10.0;
    order.fill.currency = order.fill.base_currency = "EUR";
    EXPECT_TRUE(store.journal({order}));
    for (const auto cause :
         {planner::trading::Cause::sent, planner::trading::Cause::acknowledged}) {
      EXPECT_TRUE(store.move(placed_id, cause, wall_ms(clock_), ""));
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
  broker_->hint();
  broker_->hint();
  EXPECT_EQ(broker_->held_cash.size(), 1U);
  outlet_.fire_timers();
  EXPECT_EQ(broker_->held_cash.size(), 2U) << "one that a minute later would have been is no more";
}

class Hinted : public Comparing {
 protected:
  Hinted() : Comparing(true) {}
};

TEST_F(Hinted, AnOpenOrderIsAskedAboutAtOnce) {
  trading_->start(outlet_);
  ASSERT_EQ(broker_->sought.size(), 1U);
  end_comparison();
  EXPECT_EQ(broker_->sought.size(), 1U);
  broker_->hint();
  ASSERT_EQ(broker_->sought.size(), 2U);
  EXPECT_EQ(broker_->sought.back(), placed_id);
}

}  // namespace
}  // namespace ballast::actors
