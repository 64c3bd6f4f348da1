#include "tests/unit/actors/trading/trading_fixture.hpp"

namespace ballast::actors {
namespace {

using messages::OrderState;
using Answer = RecordingOutlet::Answer;

TEST_F(TradingTest, APlanIsFilledStepByStepAndTold) {
  const auto report = execute(small_plan(), "1");
  ASSERT_EQ(report.orders.size(), 2U);
  EXPECT_EQ(report.orders[0].state, OrderState::filled);
  EXPECT_EQ(report.orders[1].state, OrderState::filled);
  EXPECT_EQ(fills_, (std::map<std::string, int>{{"plan-1/1/1", 1}, {"plan-1/2/1", 1}}));
  ASSERT_EQ(outlet_.events.size(), 2U);
  EXPECT_EQ(outlet_.events[0].topic, "order.filled");
  EXPECT_EQ(outlet_.events[0].correlation, "plan-1");
  const auto trades = history("2");
  ASSERT_EQ(trades.history.size(), 2U);
  EXPECT_EQ(trades.history[0].last_sold, day(2026, 1, 5));
  EXPECT_EQ(trades.history[1].last_bought, day(2026, 1, 5));
  EXPECT_TRUE(trades.pending.empty());
}

TEST_F(TradingTest, ADryRunPlacesNothing) {
  auto plan = small_plan();
  plan.dry_run = true;
  const auto report = execute(plan, "1");
  EXPECT_EQ(report.orders[1].state, OrderState::checked);
  EXPECT_TRUE(fills_.empty());
  EXPECT_TRUE(states("2").empty());
}

TEST_F(TradingTest, AStepIsExecutedOnceHoweverOftenItIsAskedFor) {
  execute(small_plan(), "1");
  const auto again = execute(small_plan(), "2");
  for (const auto& order : again.orders) {
    EXPECT_EQ(order.state, OrderState::blocked);
    EXPECT_FALSE(order.checks[3].passed);
    EXPECT_EQ(order.checks[3].name, "not_executed");
  }
  EXPECT_EQ(fills_.size(), 2U);
}

TEST_F(TradingTest, ARepeatOfTheSameCommandGetsTheSameReportAlsoAfterARestart) {
  const auto first = execute(small_plan(), "1");
  restart();
  outlet_.replies.clear();
  EXPECT_EQ(execute(small_plan(), "1").orders, first.orders);
  EXPECT_EQ(fills_.size(), 2U);
}

TEST_F(TradingTest, WhatACrashLeftOpenIsFilledOnceAfterTheRestart) {
  portfolio_lives_ = false;
  const auto report = execute(small_plan(), "1");
  EXPECT_EQ(report.orders[0].state, OrderState::filled);
  EXPECT_EQ(report.orders[0].checks.back(),
            (messages::OrderCheck{"booked", false, "portfolio: no answer", {}}));
  EXPECT_EQ(report.orders[1].state, OrderState::journalled);
  EXPECT_EQ(history("2").pending.size(), 2U);
  restart();
  portfolio_lives_ = true;
  trading_->start(outlet_);
  EXPECT_EQ(states("3"), (std::vector<OrderState>{OrderState::filled, OrderState::filled}));
  EXPECT_EQ(fills_, (std::map<std::string, int>{{"plan-1/1/1", 1}, {"plan-1/2/1", 1}}));
  EXPECT_TRUE(history("4").pending.empty());
  restart();
  trading_->start(outlet_);
  EXPECT_EQ(fills_.at("plan-1/1/1"), 1);
}

TEST_F(TradingTest, AFillWhoseAnswerWasLostIsToldAgainUnderTheSameId) {
  auto plan = small_plan();
  plan.all = false;
  plan.steps = {1};
  outlet_.responder = [this](const RecordingOutlet::Request& request) -> Answer {
    Answer answer = serve(request);
    if (request.payload.type != "ApplyFill") return answer;
    return tl::unexpected(planner::Failure{planner::FailureKind::unavailable, "lost", "", ""});
  };
  EXPECT_FALSE(execute(plan, "1").orders[0].checks.back().passed);
  EXPECT_EQ(history("2").pending.size(), 1U) << "the books have it not";
  outlet_.responder = [this](const RecordingOutlet::Request& request) { return serve(request); };
  outlet_.fire_timers();
  EXPECT_EQ(states("3"), std::vector<OrderState>{OrderState::filled});
  EXPECT_TRUE(history("4").pending.empty());
  EXPECT_EQ(fills_, (std::map<std::string, int>{{"plan-1/1/1", 2}}));
}

TEST_F(TradingTest, WhatThePortfolioRefusesHasHappenedAndIsToldUntilItIsBooked) {
  portfolio_refuses_ = true;
  const auto report = execute(small_plan(), "1");
  EXPECT_EQ(report.orders[0].state, OrderState::filled);
  EXPECT_EQ(report.orders[0].checks.back(),
            (messages::OrderCheck{"booked", false, "portfolio: not held", {}}));
  EXPECT_EQ(report.orders[1].state, OrderState::journalled) << "nothing goes on meanwhile";
  portfolio_refuses_ = false;
  outlet_.fire_timers();
  EXPECT_EQ(states("2"), (std::vector<OrderState>{OrderState::filled, OrderState::filled}));
}

TEST_F(TradingTest, WhatIsHaltedStaysHaltedOverARestartUntilItIsResumed) {
  using planner::trading::TradingState;
  const auto set = [this](TradingState state, const std::string& id) {
    const auto command = command_of(messages::SetTradingState{state, "a look"}, id);
    trading_->receive(command, outlet_);
    return outlet_.reply_to<messages::TradingStanding>(command);
  };
  EXPECT_EQ(set(TradingState::halt, "1").state, TradingState::halt);
  restart();
  const auto halted = execute(small_plan(), "2");
  EXPECT_EQ(halted.orders[0].state, OrderState::blocked);
  EXPECT_EQ(halted.orders[0].checks[1].text,
            "trading is halted (a look); `ballast resume` ends that");
  EXPECT_EQ(halted.orders[0].may_go_ms, std::nullopt);
  EXPECT_EQ(set(TradingState::reduce, "3").reason, "a look");
  const auto reduced = execute(small_plan(), "4");
  EXPECT_EQ(reduced.orders[0].state, OrderState::filled) << "the sale";
  EXPECT_EQ(reduced.orders[1].state, OrderState::blocked) << "the purchase";
  set(TradingState::active, "5");
  EXPECT_TRUE(execute(small_plan(), "6").orders[1].checks[1].passed);
}

TEST_F(TradingTest, WhatIsTakenUpLaterIsAskedEverythingAgainBeforeItLeaves) {
  portfolio_lives_ = false;
  EXPECT_EQ(execute(small_plan(), "1").orders[1].state, OrderState::journalled);
  limits_.max_order_share = 0.1;
  restart();
  portfolio_lives_ = true;
  trading_->start(outlet_);
  EXPECT_EQ(states("2"), (std::vector<OrderState>{OrderState::blocked, OrderState::filled}));
  const auto command = command_of(messages::GetOrderStory{"plan-1/2/1"}, "3");
  trading_->receive(command, outlet_);
  const auto story = outlet_.reply_to<messages::OrderStory>(command);
  EXPECT_NE(story.life.back().text.find("asked again before it left: the order is worth"),
            std::string::npos)
      << story.life.back().text;
}

TEST_F(TradingTest, WhatWasWrittenDownBeforeAHaltDoesNotLeaveAfterIt) {
  portfolio_lives_ = false;
  EXPECT_EQ(execute(small_plan(), "1").orders[1].state, OrderState::journalled);
  trading_->receive(command_of(messages::SetTradingState{}, "2"), outlet_);
  portfolio_lives_ = true;
  outlet_.fire_timers();
  EXPECT_EQ(states("3"), (std::vector<OrderState>{OrderState::blocked, OrderState::filled}));
  EXPECT_EQ(fills_.size(), 1U);
}

TEST_F(TradingTest, TheStoryOfAnOrderGoesFromItsChecksToItsFills) {
  execute(small_plan(), "1");
  const auto ask = [this](const std::string& name, const std::string& id) {
    auto command = command_of(messages::GetOrderStory{name}, id);
    trading_->receive(command, outlet_);
    return command;
  };
  const auto story = outlet_.reply_to<messages::OrderStory>(ask("1/2/1", "2"));
  EXPECT_EQ(story.order.order_id, "plan-1/2/1");
  ASSERT_EQ(story.life.size(), 5U);
  EXPECT_EQ(story.life.front().cause, planner::trading::Cause::checks_passed);
  EXPECT_EQ(story.life.back().to, OrderState::filled);
  EXPECT_EQ(story.life.back().filled, 6.0);
  ASSERT_EQ(story.fills.size(), 1U);
  EXPECT_TRUE(story.fills[0].booked);
  ask("/1", "3");
  EXPECT_EQ(outlet_.refusals.at("3").front().kind, planner::FailureKind::conflict);
  ask("9/9/9", "4");
  EXPECT_EQ(outlet_.refusals.at("4").front().kind, planner::FailureKind::missing);
  const auto open = command_of(messages::GetOrders{"", 10, true}, "5");
  trading_->receive(open, outlet_);
  EXPECT_TRUE(outlet_.reply_to<messages::OrderList>(open).orders.empty());
}

TEST_F(TradingTest, PaperTradingFillsInPartsWithSlippageAndForgetsNothing) {
  paper_ = {0.01, 1.0, 7};
  restart();
  auto plan = small_plan();
  plan.all = false;
  plan.steps = {1};
  EXPECT_EQ(execute(plan, "1").orders[0].state, OrderState::partly_filled);
  for (int look = 0; look < planner::trading::paper_fills_max; ++look) {
    restart();
    trading_->start(outlet_);
  }
  const auto command = command_of(messages::GetOrderStory{"plan-1/1/1"}, "2");
  trading_->receive(command, outlet_);
  const auto story = outlet_.reply_to<messages::OrderStory>(command);
  EXPECT_EQ(story.order.state, OrderState::filled);
  EXPECT_NEAR(story.order.price, 49.5, 1e-9) << "one percent below 50";
  EXPECT_NEAR(story.order.fee.units(), 2.0, 1e-5);
  EXPECT_GT(story.fills.size(), 1U);
  EXPECT_EQ(story.order.filled, 10.0);
  EXPECT_EQ(fills_.size(), story.fills.size()) << "each is booked";
}

TEST_F(TradingTest, TheGuardHasTheLastWord) {
  guard_.max_order_value = 550.0;
  restart();
  const auto report = execute(small_plan(), "1");
  EXPECT_EQ(report.orders[0].state, OrderState::filled) << "500";
  EXPECT_EQ(report.orders[1].state, OrderState::rejected) << "600";
}

TEST_F(TradingTest, WithoutBooksNothingIsTraded) {
  outlet_.responder = [](const RecordingOutlet::Request& request) -> Answer {
    if (request.payload.type == "GetUniverse") return messages::pack(small_market());
    return tl::unexpected(planner::Failure{planner::FailureKind::unavailable, "silent", "", ""});
  };
  trading_->receive(command_of(small_plan(), "1"), outlet_);
  EXPECT_EQ(outlet_.refusals.at("1").front().what, "silent");
  EXPECT_TRUE(trading_->status().ready);
  EXPECT_EQ(trading_->status().doing, "idle");
}

TEST_F(TradingTest, CommandsAreServedOneAfterTheOther) {
  outlet_.responder = nullptr;
  trading_->receive(command_of(small_plan(), "1"), outlet_);
  auto other = small_plan();
  other.plan_id = "plan-2";
  trading_->receive(command_of(other, "2"), outlet_);
  trading_->receive(command_of(other, "2"), outlet_);
  EXPECT_EQ(outlet_.requests.size(), 3U);
  for (std::size_t place = 0; place < outlet_.requests.size(); ++place) {
    outlet_.answer(place, serve(outlet_.requests[place]));
  }
  EXPECT_EQ(outlet_.replies.at("1").size(), 1U);
  EXPECT_EQ(outlet_.replies.at("2").size(), 1U);
}

TEST_F(TradingTest, RequestsThatMakeNoSenseAreRefused) {
  const auto refused = [&](auto change) {
    auto plan = small_plan();
    change(plan);
    outlet_.refusals.clear();
    trading_->receive(command_of(plan, "1"), outlet_);
    return outlet_.refusals.contains("1");
  };
  EXPECT_TRUE(refused([](auto& plan) { plan.plan_id.clear(); }));
  EXPECT_TRUE(refused([](auto& plan) { plan.orders.clear(); }));
  EXPECT_TRUE(refused([](auto& plan) { plan.orders[1].step = 7; }));
  EXPECT_TRUE(refused([](auto& plan) { plan.all = false; }));
  EXPECT_TRUE(refused([](auto& plan) {
    plan.all = false;
    plan.steps = {3};
  }));
  auto rubbish = command_of(small_plan(), "9");
  rubbish.body = "rubbish";
  trading_->receive(rubbish, outlet_);
  EXPECT_TRUE(outlet_.refusals.contains("9"));
}

}  // namespace
}  // namespace ballast::actors
