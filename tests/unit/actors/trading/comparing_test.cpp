// What is told to whom while books and broker are compared.
#include <chrono>

#include "actors/trading/wall_time.hpp"
#include "messages/reconciling.hpp"
#include "tests/unit/actors/trading/scripted_broker.hpp"
#include "tests/unit/actors/trading/trading_fixture.hpp"

namespace ballast::actors {
namespace {

class Comparing : public testing::Test {
 protected:
  Comparing() {
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

}  // namespace
}  // namespace ballast::actors
