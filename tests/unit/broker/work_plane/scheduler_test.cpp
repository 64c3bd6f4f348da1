#include "broker/work_plane/scheduler.hpp"

#include "tests/unit/broker/work_plane/scheduling.hpp"

namespace ballast::broker {
namespace {

TEST_F(SchedulerTest, AWorkerHoldsNoMoreThanItsCredit) {
  open_whole();
  join("one");
  EXPECT_EQ(leases().size(), 2U);
}

TEST_F(SchedulerTest, AnAnswerGivesTheCreditBack) {
  open_whole();
  join("one");
  const auto first = leases();
  now += milliseconds{10};
  EXPECT_EQ(scheduler.result(answer_to(first[0], "one"), now), Verdict::applied);
  EXPECT_EQ(leases().size(), 1U);
}

TEST_F(SchedulerTest, IdleWorkersComeFirst) {
  open_whole();
  const auto one = join("one");
  const auto two = join("two");
  const auto all = leases();
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[0].worker, one);
  EXPECT_EQ(all[1].worker, two);
}

TEST_F(SchedulerTest, BatchesGrowToTheTargetOfALease) {
  open_whole();
  join("one");
  std::uint64_t largest = 0;
  for (int rounds = 0; rounds < 20; ++rounds) {
    for (const auto& lease : leases()) {
      now += std::chrono::microseconds{10 * units(lease)};
      largest = std::max(largest, units(lease));
      scheduler.result(answer_to(lease, "one"), now);
    }
  }
  EXPECT_GE(largest, 2000U);
  EXPECT_LE(largest, 5000U);
}

TEST_F(SchedulerTest, BatchesShrinkTowardsTheEnd) {
  open_whole();
  join("one");
  std::vector<std::uint64_t> sizes;
  while (!scheduler.open_runs().empty()) {
    for (const auto& lease : leases()) {
      now += std::chrono::microseconds{10 * units(lease)};
      sizes.push_back(units(lease));
      scheduler.result(answer_to(lease, "one"), now);
    }
  }
  EXPECT_LT(sizes.back(), 1000U);
  EXPECT_TRUE(tally.each_once());
  EXPECT_EQ(tally.sum, toy::sum_of(100'000));
}

TEST_F(SchedulerTest, AnotherEngineGetsNothing) {
  open_whole();
  ASSERT_TRUE(scheduler.join({"other", "board-1", 1, 1, "another digest"}, now));
  EXPECT_TRUE(leases().empty());
  EXPECT_EQ(scheduler.progress("run-1")->workers, 0U);
}

TEST_F(SchedulerTest, TheWindowBoundsHowManyPiecesWait) {
  open();
  std::size_t taken = 0;
  while (scheduler.offer("run-1", toy::text({taken, taken + 1}))) ++taken;
  EXPECT_EQ(taken, SchedulerLimits{}.window_pieces);
  EXPECT_EQ(scheduler.room("run-1"), 0U);
  const auto refused = scheduler.offer("run-1", "90 91");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, planner::FailureKind::unavailable);
  join("one");
  leases();
  EXPECT_EQ(scheduler.room("run-1"), 2U);
}

TEST_F(SchedulerTest, RefusesAPieceThatCannotBeRead) {
  open();
  const auto refused = scheduler.offer("run-1", "rubbish");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, planner::FailureKind::invalid);
  EXPECT_EQ(refused.error().where, "run run-1");
}

TEST_F(SchedulerTest, RefusesTheSameRunTwiceAndUnknownRuns) {
  open();
  EXPECT_EQ(scheduler.open(toy::run("run-1", tally), now).error().kind,
            planner::FailureKind::conflict);
  EXPECT_FALSE(scheduler.offer("run-2", "0 1"));
  EXPECT_FALSE(scheduler.seal("run-2", now));
  EXPECT_FALSE(scheduler.cancel("run-2", now));
  ASSERT_TRUE(scheduler.seal("run-1", now));
}

TEST_F(SchedulerTest, ARunWithoutPiecesEndsWhenItIsSealed) {
  open();
  ASSERT_TRUE(scheduler.seal("run-1", now));
  const auto ended = scheduler.take_finished();
  ASSERT_EQ(ended.size(), 1U);
  EXPECT_EQ(ended[0].end, RunEnd::complete);
  EXPECT_TRUE(ended[0].ledger.balances());
}

TEST_F(SchedulerTest, FramesOfAClosedRunAreRefused) {
  open_whole();
  join("one");
  const auto held = leases();
  EXPECT_TRUE(scheduler.cancel("run-1", now));
  EXPECT_EQ(scheduler.result(answer_to(held[0], "one"), now), Verdict::foreign_run);
  const auto ended = scheduler.take_finished();
  ASSERT_EQ(ended.size(), 1U);
  EXPECT_EQ(ended[0].end, RunEnd::cancelled);
  EXPECT_TRUE(ended[0].ledger.balances());
  EXPECT_EQ(ended[0].ledger.abandoned, 2U);
}

TEST_F(SchedulerTest, ACancelledRunFreesItsWorkersAtOnce) {
  open_whole("run-1");
  join("one");
  leases();
  scheduler.cancel("run-1", now);
  toy::Tally other{1000};
  ASSERT_TRUE(scheduler.open(toy::run("run-2", other), now));
  ASSERT_TRUE(scheduler.offer("run-2", "0 1000"));
  EXPECT_EQ(leases().size(), 2U);
}

TEST_F(SchedulerTest, TwoRunsTakeTurnsAndTheThirdWaits) {
  open_whole("run-1");
  open_whole("run-2");
  open_whole("run-3");
  join("one");
  join("two");
  std::map<std::string, int> count;
  for (const auto& lease : leases()) ++count[lease.batch.run];
  EXPECT_EQ(count["run-1"], 2);
  EXPECT_EQ(count["run-2"], 2);
  EXPECT_EQ(count["run-3"], 0);
}

TEST_F(SchedulerTest, AFailedBatchIsTriedElsewhereFirst) {
  open_whole();
  const auto one = join("one");
  auto held = leases();
  const auto two = join("two");
  EXPECT_EQ(scheduler.failed({"run-1", held[0].batch.batch, 1, "one", 1, false, "broke"}, now),
            Verdict::failed);
  for (const auto& lease : leases()) {
    if (lease.batch.batch != held[0].batch.batch) continue;
    EXPECT_EQ(lease.worker, two);
    EXPECT_NE(lease.worker, one);
    return;
  }
  FAIL() << "the failed batch was not leased again";
}

TEST_F(SchedulerTest, AMissingContextIsNoFaultOfTheBatch) {
  open_whole();
  join("one");
  for (int times = 0; times < 6; ++times) {
    const auto held = leases();
    ASSERT_FALSE(held.empty());
    for (const auto& lease : held) {
      scheduler.failed({"run-1", lease.batch.batch, lease.batch.attempt, "one", 1, true, "new"},
                       now);
    }
  }
  EXPECT_EQ(scheduler.ledger("run-1")->set_aside, 0U);
}

TEST_F(SchedulerTest, WhatIsKnownOnlyWhenLeasingIsFixedByTheFirstLease) {
  auto spec = toy::run("run-1", tally);
  int floor = 0;
  spec.rules.complete = [&floor](const std::string& work) {
    return work + " " + std::to_string(++floor);
  };
  ASSERT_TRUE(scheduler.open(std::move(spec), now));
  ASSERT_TRUE(scheduler.offer("run-1", "0 4"));
  const auto one = join("one");
  const auto first = leases();
  EXPECT_EQ(first[0].batch.payload, "0 4 1");
  scheduler.leave(one, Departure::disconnected, now);
  join("two");
  EXPECT_EQ(leases()[0].batch.payload, first[0].batch.payload);
}

TEST_F(SchedulerTest, ACutThatLosesUnitsIsNotBelieved) {
  auto spec = toy::run("run-1", tally);
  spec.rules.cut = [](std::string_view, std::uint64_t) { return CutWork{"0 1", "5 100000"}; };
  ASSERT_TRUE(scheduler.open(std::move(spec), now));
  ASSERT_TRUE(scheduler.offer("run-1", "0 100000"));
  join("one");
  EXPECT_EQ(leases()[0].batch.payload, "0 100000");
}

TEST_F(SchedulerTest, ProgressTellsUnitsRatesAndBoards) {
  open_whole();
  join("one");
  ASSERT_TRUE(scheduler.join({"two", "board-2", 1, 1, "digest"}, now));
  const auto held = leases();
  now += milliseconds{10};
  scheduler.result(answer_to(held[1], "two"), now);
  leases();
  const auto progress = scheduler.progress("run-1");
  ASSERT_TRUE(progress);
  EXPECT_EQ(progress->units_total, 100'000U);
  EXPECT_EQ(progress->units_done, units(held[1]));
  EXPECT_EQ(progress->workers, 2U);
  EXPECT_EQ(progress->boards.at("board-2").units_done, units(held[1]));
  EXPECT_GT(progress->boards.at("board-2").units_per_second, 0);
  EXPECT_EQ(progress->open_leases, 4U);
}

}  // namespace
}  // namespace ballast::broker
