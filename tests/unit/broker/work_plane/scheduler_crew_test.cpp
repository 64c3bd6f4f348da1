// Workers that come, go, are replaced and lose what they were sent.
#include "tests/unit/broker/work_plane/scheduling.hpp"

namespace ballast::broker {
namespace {

TEST_F(SchedulerTest, GoodbyeGivesTheBatchesToOthersInTheirOrder) {
  open_whole();
  const auto one = join("one");
  const auto held = leases();
  scheduler.leave(one, Departure::goodbye, now);
  join("two");
  const auto again = leases();
  ASSERT_EQ(again.size(), 2U);
  EXPECT_EQ(again[0].batch.batch, held[0].batch.batch);
  EXPECT_EQ(again[1].batch.batch, held[1].batch.batch);
  EXPECT_EQ(again[0].batch.attempt, 2U);
  EXPECT_EQ(again[0].batch.payload, held[0].batch.payload);
}

TEST_F(SchedulerTest, ANewIncarnationReplacesTheOldOne) {
  open_whole();
  join("one", 1);
  const auto held = leases();
  join("one", 2);
  EXPECT_EQ(scheduler.worker_count(), 1U);
  EXPECT_FALSE(scheduler.find("one", 1));
  const auto again = leases();
  ASSERT_EQ(again.size(), 2U);
  EXPECT_EQ(again[0].batch.batch, held[0].batch.batch);
  EXPECT_EQ(scheduler.result(answer_to(again[0], "one", 1), now), Verdict::foreign_worker);
  EXPECT_EQ(scheduler.result(answer_to(again[0], "one", 2), now), Verdict::applied);
}

TEST_F(SchedulerTest, OfTwoProcessesOfANameTheLaterOneStaysAsLongAsItLives) {
  join("one", 1);
  join("one", 2);
  const auto refused = scheduler.join({"one", "board-1", 1, 1, "digest"}, now);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, planner::FailureKind::conflict);
  EXPECT_TRUE(scheduler.find("one", 2));
  now += SchedulerLimits{}.silence + milliseconds{1};
  join("one", 1);
  EXPECT_TRUE(scheduler.find("one", 1));
}

TEST_F(SchedulerTest, WhatAWorkerSaysThatItDoesNotHoldIsGivenToOthersWithoutBlame) {
  open_whole();
  const auto one = join("one");
  const auto held = leases();
  now += milliseconds{200};
  scheduler.heard(one, 0, now);
  EXPECT_TRUE(leases().empty()) << "it may be on its way";
  now += milliseconds{200};
  scheduler.heard(one, 2, now);
  now += milliseconds{200};
  scheduler.heard(one, 0, now);
  const auto again = leases();
  ASSERT_EQ(again.size(), 2U);
  EXPECT_EQ(again[0].batch.batch, held[0].batch.batch);
  EXPECT_EQ(again[0].batch.attempt, 2U);
  EXPECT_EQ(scheduler.ledger("run-1")->requeued, 2U);
}

TEST_F(SchedulerTest, ALateAnswerOfTheSameProcessCountsAfterItsLaneWasLost) {
  open_whole();
  join("one", 1);
  const auto held = leases();
  join("one", 1);
  EXPECT_EQ(scheduler.result(answer_to(held[0], "one", 1), now), Verdict::applied);
}

TEST_F(SchedulerTest, ABatchIsNotBlamedForALinkThatBreaksAgainAndAgain) {
  open_whole();
  for (int times = 0; times < 6; ++times) {
    const WorkerId worker = join("one", 1);
    ASSERT_FALSE(leases().empty());
    scheduler.leave(worker, Departure::disconnected, now);
  }
  EXPECT_EQ(scheduler.ledger("run-1")->set_aside, 0U);
}

TEST_F(SchedulerTest, ABatchIsBlamedForTheEndOfEveryProcessThatHadIt) {
  open_whole();
  for (std::uint64_t process = 1; process <= 3; ++process) {
    const WorkerId worker = join("one", process);
    ASSERT_FALSE(leases().empty());
    scheduler.leave(worker, Departure::disconnected, now);
  }
  EXPECT_EQ(scheduler.ledger("run-1")->set_aside, 1U);
}

TEST_F(SchedulerTest, ABatchIsNotBlamedForASilenceThatEnds) {
  open_whole();
  const WorkerId worker = join("one", 1);
  for (int times = 0; times < 6; ++times) {
    ASSERT_FALSE(leases().empty());
    now += milliseconds{400};
    scheduler.tick(now);
    scheduler.heard(worker, 0, now);
  }
  EXPECT_EQ(scheduler.ledger("run-1")->set_aside, 0U);
}

TEST_F(SchedulerTest, TooManyWorkersAndNamelessOnesAreRefused) {
  EXPECT_FALSE(scheduler.join({"", "board-1", 1, 1, "digest"}, now));
  EXPECT_FALSE(scheduler.join({std::string(500, 'x'), "board-1", 1, 1, "digest"}, now));
  for (std::size_t at = 0; at < SchedulerLimits{}.workers; ++at) {
    ASSERT_TRUE(scheduler.join({std::to_string(at), "board-1", 1, 1, "digest"}, now));
  }
  EXPECT_FALSE(scheduler.join({"one more", "board-1", 1, 1, "digest"}, now));
}

}  // namespace
}  // namespace ballast::broker
