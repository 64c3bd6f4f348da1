// What trading by itself does next: one rule after the other, and over random facts what never
// happens.
#include "planner/trading/loop.hpp"

#include <random>

#include <gtest/gtest.h>

#include "planner/trading/order_queue.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::planner::trading {
namespace {

constexpr std::int64_t now = 1'795'440'000'000;

/// On, nothing open, the state known since ten seconds, no run yet.
LoopFacts ready() {
  LoopFacts out;
  out.now_ms = now;
  out.on = true;
  out.trading = TradingState::active;
  out.state = "1:a";
  out.state_ms = now - 10'000;
  out.asked_ms = now - 10'000;
  return out;
}

LoopRun run_in(RunStage stage, RunEnd end = RunEnd::none) {
  LoopRun out;
  out.number = 7;
  out.stage = stage;
  out.end = end;
  out.begun_ms = now - 30'000;
  out.changed_ms = now - 20'000;
  out.state = "1:a";
  out.plan_id = "auto-7";
  return out;
}

LoopFacts with(LoopRun run) {
  LoopFacts out = ready();
  out.run = std::move(run);
  return out;
}

TEST(Loop, ItBeginsWhereNothingWasDoneYet) {
  EXPECT_EQ(next_act(ready()).act, LoopAct::begin);
  auto off = ready();
  off.on = false;
  EXPECT_EQ(next_act(off), (NextAct{LoopAct::rest, now + 60'000,
                                    "it is off; `ballast auto on` turns it on", RunEnd::none}));
}

TEST(Loop, ItLooksBeforeItGoesByWhatIsOld) {
  auto facts = ready();
  facts.state_ms = now - 60'000;
  EXPECT_EQ(next_act(facts).act, LoopAct::look);
  facts.state_ms = now + 1;
  EXPECT_EQ(next_act(facts).act, LoopAct::look) << "the clock was set back";
  facts.state.clear();
  facts.trouble = "coordinator: no answer";
  const auto next = next_act(facts);
  EXPECT_EQ(next.act, LoopAct::rest);
  EXPECT_EQ(next.at_ms, now + 50'000) << "a minute after it asked";
  EXPECT_EQ(next.why, "the state of planning is not known: coordinator: no answer");
}

TEST(Loop, WhatHoldsItBackIsSaid) {
  const auto why = [](auto change) {
    auto facts = ready();
    change(facts);
    const auto next = next_act(facts);
    EXPECT_EQ(next.act, LoopAct::rest);
    return next.why;
  };
  EXPECT_EQ(why([](auto& facts) { facts.trading = TradingState::halt; }),
            "trading is halted; `ballast resume` ends that");
  EXPECT_EQ(why([](auto& facts) { facts.tripped = "it fell 16.0 %"; }),
            "a breaker has tripped: it fell 16.0 %; `ballast resume` resets it");
  EXPECT_EQ(why([](auto& facts) { facts.queued = 2; }),
            "2 steps that were queued by `ballast execute --all` go first");
  EXPECT_EQ(why([](auto& facts) { facts.open_order = "p/1/1"; }),
            "order p/1/1 is open, and there is one at a time");
}

TEST(Loop, AnUnchangedStateIsNotPlannedTwice) {
  auto facts = with(run_in(RunStage::over, RunEnd::nothing_to_do));
  facts.run->changed_ms = now - 86'400'000;
  EXPECT_EQ(next_act(facts).act, LoopAct::rest);
  facts.state = "1:b";
  EXPECT_EQ(next_act(facts).act, LoopAct::begin);
  facts.run->changed_ms = now - 59'000;
  const auto soon = next_act(facts);
  EXPECT_EQ(soon.act, LoopAct::rest) << "a minute between two runs";
  EXPECT_EQ(soon.at_ms, now + 1'000);
}

TEST(Loop, AfterATradeItPlansWhenThatShowsOrAfterAWhile) {
  auto facts = with(run_in(RunStage::over, RunEnd::traded));
  facts.run->changed_ms = now - 61'000;
  EXPECT_EQ(next_act(facts).act, LoopAct::rest);
  facts.state = "1:b";
  EXPECT_EQ(next_act(facts).act, LoopAct::begin);
  facts = with(run_in(RunStage::over, RunEnd::traded));
  facts.run->changed_ms = now - 1'200'000;
  EXPECT_EQ(next_act(facts).act, LoopAct::begin);
}

TEST(Loop, APlanIsWaitedForAndGivenUpAfterAnHour) {
  auto facts = with(run_in(RunStage::planning));
  EXPECT_EQ(next_act(facts).act, LoopAct::ask_plan);
  facts.run->not_before_ms = now + 2'000;
  EXPECT_EQ(next_act(facts).at_ms, now + 2'000);
  facts.run->begun_ms = now - 3'600'001;
  EXPECT_EQ(next_act(facts).end, RunEnd::failed);
}

TEST(Loop, OnlyAFreshPlanIsChosenFrom) {
  auto facts = with(run_in(RunStage::choosing));
  EXPECT_EQ(next_act(facts).act, LoopAct::choose);
  facts.state = "1:b";
  EXPECT_EQ(next_act(facts), (NextAct{LoopAct::stop, now, "what the plan was made from has changed",
                                      RunEnd::outdated}));
  facts = with(run_in(RunStage::choosing));
  facts.run->begun_ms = now - 86'400'001;
  EXPECT_EQ(next_act(facts).end, RunEnd::outdated);
}

TEST(Loop, WhatMayBeAnOrderIsBroughtToItsEndWhateverElseHolds) {
  auto facts = with(run_in(RunStage::executing));
  facts.on = false;
  facts.trading = TradingState::halt;
  EXPECT_EQ(next_act(facts).act, LoopAct::recover);
  facts.busy = true;
  EXPECT_EQ(next_act(facts).act, LoopAct::rest);
  facts = with(run_in(RunStage::settling));
  facts.open_order = "p/1/1";
  EXPECT_EQ(next_act(facts).why, "it waits for order p/1/1");
  facts.open_order.clear();
  EXPECT_EQ(next_act(facts).act, LoopAct::settle);
  facts = with(run_in(RunStage::choosing));
  facts.on = false;
  EXPECT_EQ(next_act(facts).end, RunEnd::stopped);
}

TEST(Loop, WhateverIsKnownItNeverGoesWhereItMustNot) {
  std::mt19937_64 random(20'261'122);
  const auto one_of = [&](std::uint64_t count) {
    return static_cast<std::int64_t>(random() % count);
  };
  for (std::uint64_t number = 0; number < random_cases(20'000); ++number) {
    LoopFacts facts = ready();
    facts.on = one_of(4) != 0;
    facts.trading = static_cast<TradingState>(one_of(3));
    if (one_of(4) == 0) facts.tripped = "it fell";
    facts.busy = one_of(4) == 0;
    if (one_of(4) == 0) facts.open_order = "p/1/1";
    facts.queued = one_of(3) == 0 ? 1 : 0;
    if (one_of(4) == 0) facts.state = "1:b";
    facts.state_ms = now - one_of(120'000);
    if (one_of(8) != 0) {
      facts.run = run_in(static_cast<RunStage>(one_of(5)), static_cast<RunEnd>(one_of(6)));
      facts.run->not_before_ms = now + one_of(3) * 60'000 - 60'000;
      facts.run->changed_ms = now - one_of(2'000'000);
    }
    const auto next = next_act(facts);
    SCOPED_TRACE(number);
    EXPECT_FALSE(next.why.empty());
    const bool adds = next.act == LoopAct::begin || next.act == LoopAct::choose;
    const bool may = facts.on && facts.trading != TradingState::halt && facts.tripped.empty() &&
                     facts.open_order.empty() && facts.queued == 0 && !facts.busy;
    EXPECT_TRUE(may || !adds);
    EXPECT_TRUE(next.act != LoopAct::choose || facts.state == facts.run->state);
    if (next.act == LoopAct::rest) {
      EXPECT_GT(next.at_ms, now);
      EXPECT_LE(next.at_ms, now + 60'000) << "it looks again each minute";
    } else {
      EXPECT_EQ(next.at_ms, now);
    }
  }
}

TEST(OrderQueue, TheStepThatMayGoSoonestComesNext) {
  EXPECT_EQ(next_queued({}, now), std::nullopt);
  std::vector<QueuedStep> queue = {{1, now - 1'000, now - 1'000, now + 900'000},
                                   {2, now - 1'000, now - 1'000, std::nullopt},
                                   {3, now - 1'000, now - 1'000, now}};
  EXPECT_EQ(next_queued(queue, now), (NextQueued{3, now + 59'000, false}))
      << "a minute between two tries";
  queue.pop_back();
  EXPECT_EQ(next_queued(queue, now), (NextQueued{2, now + 299'000, false}));
  queue[0].queued_ms = now - 8 * std::int64_t{86'400'000};
  EXPECT_EQ(next_queued(queue, now), (NextQueued{1, now, true}));
}

}  // namespace
}  // namespace ballast::planner::trading
