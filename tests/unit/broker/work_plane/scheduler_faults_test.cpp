// What each fault costs, on simulated time.
#include <gtest/gtest.h>

#include "tests/simulation/simulated_cluster.hpp"

namespace ballast::broker::toy {
namespace {

using std::chrono::seconds;

constexpr std::uint64_t many = 200'000;  // a second for two workers of 100 units a millisecond

struct FaultTest : ::testing::Test {
  SimulatedCluster cluster;
  Tally tally{many};

  void start() {
    ASSERT_TRUE(cluster.ventilator().open_run(run("run-1", tally)));
    ASSERT_TRUE(cluster.ventilator().offer("run-1", text({0, many})));
    ASSERT_TRUE(cluster.ventilator().seal("run-1"));
  }
  void run_for(Monotonic duration) {
    cluster.run_until([] { return false; }, duration);
  }
  const RunOutcome& finish() {
    EXPECT_TRUE(cluster.run_to_end());
    EXPECT_EQ(cluster.outcomes.size(), 1U);
    const RunOutcome& outcome = cluster.outcomes.at(0);
    EXPECT_TRUE(outcome.ledger.balances());
    return outcome;
  }
  void expect_undisturbed(const RunOutcome& outcome) {
    EXPECT_EQ(outcome.end, RunEnd::complete);
    EXPECT_TRUE(tally.each_once());
    EXPECT_EQ(tally.sum, sum_of(many));
    EXPECT_EQ(outcome.units_done, many);
  }
  double makespan_ms(const RunOutcome& outcome) {
    return std::chrono::duration<double, std::milli>(outcome.elapsed).count();
  }
};

TEST_F(FaultTest, WithoutFaultsTheRunTakesLittleMoreThanIdeal) {
  cluster.add("one", 100);
  cluster.add("two", 100);
  start();
  const RunOutcome& outcome = finish();
  expect_undisturbed(outcome);
  EXPECT_LE(makespan_ms(outcome), 1.05 * 1000);
}

TEST_F(FaultTest, AWorkerTenTimesSlowerCostsAtMostATenth) {
  cluster.add("fast", 100);
  cluster.add("slow", 10);
  start();
  const RunOutcome& outcome = finish();
  expect_undisturbed(outcome);
  EXPECT_LE(makespan_ms(outcome), 1.10 * many / 110.0);
}

TEST_F(FaultTest, AWorkerThatSlowsDownTenfoldInTheMiddleCostsAtMostATenth) {
  cluster.add("one", 100);
  cluster.add("two", 100);
  start();
  run_for(milliseconds{500});
  cluster.at(1).units_per_ms = 10;
  const RunOutcome& outcome = finish();
  expect_undisturbed(outcome);
  EXPECT_LE(makespan_ms(outcome), 1.10 * (500 + 100'000 / 110.0));
}

TEST_F(FaultTest, AKilledWorkerCostsNothingButTime) {
  for (const char* name : {"one", "two", "three"}) cluster.add(name, 100);
  start();
  run_for(milliseconds{200});
  cluster.kill(1, SimulatedCluster::Noticed::at_once);
  const RunOutcome& outcome = finish();
  expect_undisturbed(outcome);
  EXPECT_EQ(outcome.ledger.requeued, 2U);
  EXPECT_LE(makespan_ms(outcome), 1.10 * (200 + 140'000 / 200.0));
}

TEST_F(FaultTest, AFrozenWorkerIsNoticedWithin450Milliseconds) {
  cluster.add("one", 100);
  cluster.add("two", 100);
  start();
  run_for(milliseconds{250});
  cluster.freeze(1, seconds{60});
  const Monotonic frozen = cluster.now();
  ASSERT_TRUE(cluster.run_until(
      [this] { return cluster.ventilator().ledger("run-1")->requeued > 0; }, seconds{5}));
  EXPECT_LE(cluster.now() - frozen, milliseconds{450});
  expect_undisturbed(finish());
}

TEST_F(FaultTest, AWorkerThatThawsWorksOnAndItsLateAnswersAreDuplicates) {
  cluster.add("one", 50);
  cluster.add("two", 50);
  start();
  run_for(milliseconds{250});
  cluster.freeze(1, milliseconds{900});
  const auto before = cluster.at(1).answered;
  const RunOutcome& outcome = finish();
  expect_undisturbed(outcome);
  EXPECT_GE(outcome.ledger.total.duplicates, 1U);
  EXPECT_EQ(outcome.ledger.disagreements, 0U);
  EXPECT_GT(cluster.at(1).answered, before + 3);
}

TEST_F(FaultTest, AWorkerThatDiesUnnoticedIsGoneAfterItsSilence) {
  cluster.add("one", 100);
  cluster.add("two", 100);
  start();
  run_for(milliseconds{250});
  cluster.kill(1, SimulatedCluster::Noticed::by_silence);
  expect_undisturbed(finish());
  run_for(seconds{11});
  EXPECT_EQ(cluster.ventilator().worker_count(), 1U);
}

TEST_F(FaultTest, AWorkerThatStaysBusyTooLongLosesItsLease) {
  cluster.add("one", 100);
  cluster.add("two", 100);
  start();
  run_for(milliseconds{250});
  cluster.at(1).units_per_ms = 0.001;
  const RunOutcome& outcome = finish();
  expect_undisturbed(outcome);
  EXPECT_LE(makespan_ms(outcome), 1.10 * (250 + 150'000 / 100.0));
}

TEST_F(FaultTest, ALateJoinerGetsItsShare) {
  cluster.add("one", 100);
  start();
  run_for(milliseconds{250});
  cluster.add("two", 100);
  const RunOutcome& outcome = finish();
  expect_undisturbed(outcome);
  EXPECT_NEAR(static_cast<double>(outcome.ledger.by_worker.at("two").units), 87'500, 10'000);
}

TEST_F(FaultTest, APoisonousBatchIsSetAsideAndTheInnocentOnesBehindItAreNot) {
  for (int at = 0; at < 4; ++at) {
    cluster.add("worker-" + std::to_string(at), 100).poison = 70'000;
  }
  start();
  cluster.run_until(
      [this] {
        for (std::size_t at = 0; at < cluster.size(); ++at) {
          if (cluster.dead(at)) cluster.start(at);
        }
        return cluster.ventilator().open_runs().empty();
      },
      seconds{60});
  const RunOutcome& outcome = finish();
  EXPECT_EQ(outcome.end, RunEnd::incomplete);
  ASSERT_EQ(outcome.set_aside.size(), 1U);
  Range range;
  ASSERT_TRUE(read(outcome.set_aside[0].payload, range));
  EXPECT_TRUE(range.begin <= 70'000 && 70'000 < range.end);
  EXPECT_EQ(outcome.units_done, many - (range.end - range.begin));
  for (std::uint64_t at = 0; at < many; ++at) {
    const bool poisoned = at >= range.begin && at < range.end;
    ASSERT_EQ(tally.applied[at], poisoned ? 0 : 1) << at;
  }
}

TEST(Scheduler, HoweverOftenABatchWasBlamedItsNextLeaseHasTime) {
  SchedulerLimits limits;
  limits.attempts = 100;
  Scheduler scheduler(limits);
  Tally tally{many};
  Monotonic now{};
  ASSERT_TRUE(scheduler.open(run("run-1", tally), now));
  ASSERT_TRUE(scheduler.offer("run-1", text({0, many})));
  for (std::uint64_t blames = 0; blames < 60; ++blames) {
    const auto worker = scheduler.join({"one", "board-1", blames, 1, "digest"}, now);
    ASSERT_TRUE(worker);
    const auto lease = scheduler.next(now);
    ASSERT_TRUE(lease);
    EXPECT_EQ(lease->batch.attempt, blames + 1);
    now += milliseconds{100};
    scheduler.tick(now);
    EXPECT_EQ(scheduler.ledger("run-1")->requeued, blames) << "a lease of no time at all";
    scheduler.leave(*worker, Departure::disconnected, now);
  }
}

TEST_F(FaultTest, AnswersSentTwiceAreAppliedOnce) {
  cluster.add("one", 100).repeats = true;
  cluster.add("two", 100).repeats = true;
  start();
  const RunOutcome& outcome = finish();
  expect_undisturbed(outcome);
  EXPECT_GT(outcome.ledger.refused, 0U);
}

TEST_F(FaultTest, ALyingBoardIsReported) {
  cluster.add("one", 100, "board-1");
  cluster.add("two", 100, "board-2").lies = true;
  start();
  run_for(milliseconds{250});
  cluster.freeze(1, milliseconds{600});
  const RunOutcome& outcome = finish();
  ASSERT_FALSE(outcome.disagreements.empty());
  EXPECT_EQ(outcome.ledger.disagreements, outcome.disagreements.size());
  EXPECT_NE(outcome.disagreements[0].first_board, outcome.disagreements[0].second_board);
}

TEST_F(FaultTest, ARunWithoutWorkersWaitsForOne) {
  start();
  run_for(seconds{2});
  EXPECT_EQ(cluster.ventilator().open_runs().size(), 1U);
  cluster.add("one", 100);
  expect_undisturbed(finish());
}

TEST_F(FaultTest, WhenAllWorkersDieTheRunWaitsForTheNext) {
  cluster.add("one", 100);
  cluster.add("two", 100);
  start();
  run_for(milliseconds{300});
  cluster.kill(0, SimulatedCluster::Noticed::by_silence);
  cluster.kill(1, SimulatedCluster::Noticed::at_once);
  run_for(seconds{3});
  cluster.start(1);
  expect_undisturbed(finish());
}

TEST_F(FaultTest, AnIdleWorkerTakesACopyOfTheLastBatchOfASlowOne) {
  cluster.add("fast", 100);
  cluster.add("slow", 0.5);
  start();
  const RunOutcome& outcome = finish();
  expect_undisturbed(outcome);
  EXPECT_GE(outcome.ledger.copied, 1U);
  EXPECT_LE(makespan_ms(outcome), 1.10 * many / 100.5);
}

}  // namespace
}  // namespace ballast::broker::toy
