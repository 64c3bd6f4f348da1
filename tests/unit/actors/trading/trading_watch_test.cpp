// What trading does without being asked: queued steps, losses, and the loop where it is on.
#include <algorithm>

#include "messages/auto_trading.hpp"
#include "messages/order_story.hpp"
#include "messages/planning.hpp"
#include "tests/unit/actors/trading/trading_fixture.hpp"

namespace ballast::actors {
namespace {

using messages::OrderState;
using Answer = RecordingOutlet::Answer;
using planner::trading::RunEnd;
using planner::trading::RunStage;

class Watching : public TradingTest {
 protected:
  Watching() {
    lasts_ = true;
    restart();
  }

  /// Lets time pass, and what is due happen.
  void pass(std::chrono::minutes time) {
    clock_.advance(time);
    outlet_.time += time;
    outlet_.fire_timers();
  }

  messages::OrderList list(const std::string& id) {
    const auto command = command_of(messages::GetOrders{}, id);
    trading_->receive(command, outlet_);
    return outlet_.reply_to<messages::OrderList>(command);
  }

  messages::AutoStatus turn(bool on, const std::string& id) {
    const auto command = command_of(messages::SetAuto{on}, id);
    trading_->receive(command, outlet_);
    return outlet_.reply_to<messages::AutoStatus>(command);
  }

  messages::AutoStatus status(const std::string& id) {
    const auto command = command_of(messages::GetAuto{}, id);
    trading_->receive(command, outlet_);
    return outlet_.reply_to<messages::AutoStatus>(command);
  }

  void set(messages::TradingState state, const std::string& id) {
    trading_->receive(command_of(messages::SetTradingState{state, ""}, id), outlet_);
  }

  [[nodiscard]] bool told(const std::string& words) const {
    return std::any_of(outlet_.notes.begin(), outlet_.notes.end(), [&](const auto& notice) {
      return notice.sentence.find(words) != std::string::npos;
    });
  }

  /// A coordinator with one plan, the small one.
  void plan_with(const std::string& state) {
    outlet_.responder = [this, state](const RecordingOutlet::Request& request) -> Answer {
      if (request.route != "coordinator") return serve(request);
      if (request.payload.type == "GetPlanningState") {
        return messages::pack(messages::PlanningState{state, state});
      }
      if (request.payload.type == "CreatePlan") {
        return messages::pack(messages::PlanAccepted{"plan"});
      }
      const auto wish = messages::decode<messages::GetPlan>(request.payload.bytes).value();
      messages::PlanReport report;
      report.plan_id = wish.plan_id;
      report.state = messages::PlanState::completed;
      report.decision.emplace();
      report.decision->after.total = planner::Score::nearest(0.01);
      planner::Step step;
      step.side = Side::sell;
      step.symbol = "AAA.DE";
      step.quantity = 10.0;
      step.price = 50.0;
      step.currency = "EUR";
      report.decision->steps = {step};
      return messages::pack(report);
    };
  }
};

TEST_F(Watching, AQueuedStepGoesWhenNothingIsInItsWayAnyMore) {
  set(messages::TradingState::halt, "1");
  auto plan = small_plan();
  plan.queue = true;
  const auto report = execute(plan, "2");
  EXPECT_TRUE(report.orders[0].queued);
  EXPECT_EQ(report.orders[0].state, OrderState::blocked);
  auto waiting = list("3").queue;
  ASSERT_EQ(waiting.size(), 2U);
  EXPECT_EQ(waiting[0].symbol, "AAA.DE");
  EXPECT_EQ(waiting[0].text, "trading is halted; `ballast resume` ends that");
  EXPECT_EQ(waiting[0].may_go_ms, std::nullopt);
  pass(std::chrono::minutes(6));
  EXPECT_EQ(list("4").queue.size(), 2U);
  EXPECT_EQ(list("5").orders.size(), 2U) << "what is tried in vain is no order";
  restart();
  trading_->start(outlet_);
  set(messages::TradingState::active, "6");
  for (int turn = 0; turn < 4; ++turn) pass(std::chrono::minutes(6));
  EXPECT_TRUE(list("7").queue.empty());
  EXPECT_EQ(fills_, (std::map<std::string, int>{{"plan-1/1/2", 1}, {"plan-1/2/2", 1}}));
}

TEST_F(Watching, WhatAPersonCancelsLeavesTheQueueAndTheBroker) {
  const auto cancel = [this](const std::string& order, const std::string& id) {
    trading_->receive(command_of(messages::CancelOrder{order}, id), outlet_);
  };
  set(messages::TradingState::halt, "1");
  auto plan = small_plan();
  plan.queue = true;
  execute(plan, "2");
  cancel("plan-1/1/1", "3");
  EXPECT_EQ(list("4").queue.size(), 1U);
  cancel("plan-1/1/1", "5");
  EXPECT_EQ(outlet_.refusals.at("5").front().what, "this order is over: blocked");
  cancel("plan-1/2/1", "6");
  set(messages::TradingState::active, "7");
  paper_ = {0.0, 1.0, 7};
  restart();
  plan.queue = false;
  plan.all = false;
  plan.steps = {1};
  EXPECT_EQ(execute(plan, "8").orders[0].state, OrderState::partly_filled);
  cancel("plan-1/1/2", "9");
  outlet_.fire_timers();
  const auto orders = list("10").orders;
  EXPECT_EQ(orders.front().state, OrderState::cancelled);
  EXPECT_GT(orders.front().filled, 0.0);
  EXPECT_LT(orders.front().filled, 10.0);
}

TEST_F(Watching, LossesAreWatchedWithoutAnOrder) {
  trading_->start(outlet_);
  outlet_.responder = [this](const RecordingOutlet::Request& request) -> Answer {
    if (request.payload.type != "GetUniverse") return serve(request);
    auto market = small_market();
    market.securities[0].quote->price = 10.0;
    return messages::pack(market);
  };
  pass(std::chrono::minutes(1));
  EXPECT_TRUE(told("trading stops: the portfolio fell"));
  EXPECT_EQ(execute(small_plan(), "1").orders[0].state, OrderState::blocked);
}

TEST_F(Watching, WhatLacksAPriceIsNoLoss) {
  trading_->start(outlet_);
  outlet_.responder = [this](const RecordingOutlet::Request& request) -> Answer {
    if (request.payload.type != "GetUniverse") return serve(request);
    auto market = small_market();
    market.securities[0].quote.reset();
    return messages::pack(market);
  };
  pass(std::chrono::minutes(1));
  EXPECT_FALSE(told("trading stops"));
}

TEST_F(Watching, AUniverseThatIsSilentIsToldOnce) {
  outlet_.responder = [](const RecordingOutlet::Request&) -> Answer {
    return tl::unexpected(
        planner::Failure{planner::FailureKind::unavailable, "no answer", "universe", ""});
  };
  trading_->start(outlet_);
  for (int minute = 0; minute < 3; ++minute) pass(std::chrono::minutes(1));
  EXPECT_EQ(std::count_if(outlet_.notes.begin(), outlet_.notes.end(),
                          [](const auto& one) {
                            return one.sentence == "losses cannot be watched: universe: no answer";
                          }),
            1);
}

TEST_F(Watching, TurnedOnItTradesOnceForAStateAndSaysSo) {
  plan_with("1:a");
  trading_->start(outlet_);
  EXPECT_EQ(status("1").doing, "it is off; `ballast auto on` turns it on");
  EXPECT_TRUE(fills_.empty());
  turn(true, "2");
  const auto now = status("3");
  EXPECT_TRUE(now.on);
  ASSERT_EQ(now.runs.size(), 1U);
  EXPECT_EQ(now.runs[0].end, RunEnd::traded) << now.runs[0].text;
  EXPECT_EQ(now.runs[0].text, "step 1, SELL 10 AAA.DE: 10 at 50.00 EUR");
  EXPECT_EQ(fills_.size(), 1U);
  restart();
  trading_->start(outlet_);
  pass(std::chrono::minutes(5));
  EXPECT_EQ(status("4").runs.size(), 1U) << "the state is the same, also after a restart";
  EXPECT_EQ(fills_.size(), 1U);
  turn(false, "5");
  plan_with("1:b");
  pass(std::chrono::minutes(5));
  EXPECT_EQ(status("6").runs.size(), 1U);
}

TEST_F(Watching, WhatAPlanWasMadeFromMustStillBe) {
  plan_with("1:a");
  set(messages::TradingState::reduce, "1");
  auto market = outlet_.responder;
  outlet_.responder = [market](const RecordingOutlet::Request& request) -> Answer {
    if (request.payload.type != "GetPlanningState") return market(request);
    const auto wish = messages::decode<messages::GetPlanningState>(request.payload.bytes).value();
    return messages::pack(messages::PlanningState{"1:b", wish.plan_id.empty() ? "" : "1:a"});
  };
  trading_->start(outlet_);
  turn(true, "2");
  const auto now = status("3");
  ASSERT_EQ(now.runs.size(), 1U);
  EXPECT_EQ(now.runs[0].stage, RunStage::over);
  EXPECT_EQ(now.runs[0].end, RunEnd::outdated);
  EXPECT_TRUE(fills_.empty());
}

TEST_F(Watching, ACoordinatorThatIsSilentIsWaitedForAndNamed) {
  trading_->start(outlet_);
  outlet_.responder = [this](const RecordingOutlet::Request& request) -> Answer {
    if (request.route != "coordinator") return serve(request);
    return tl::unexpected(
        planner::Failure{planner::FailureKind::unavailable, "no answer", "coordinator", ""});
  };
  turn(true, "1");
  EXPECT_EQ(status("2").doing, "the state of planning is not known: coordinator: no answer");
  plan_with("1:a");
  pass(std::chrono::minutes(1));
  EXPECT_EQ(fills_.size(), 1U);
}

}  // namespace
}  // namespace ballast::actors
