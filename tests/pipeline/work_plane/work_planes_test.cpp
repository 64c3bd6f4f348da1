// Runs over each transport, with workers as threads and as processes, and what faults cost them.
#include <csignal>

#include <gtest/gtest.h>

#include "tests/pipeline/work_plane/coordinator.hpp"

namespace ballast::broker::toy {
namespace {

constexpr std::uint64_t many = 300'000;
constexpr std::uint64_t rounds = 1'000;  // about a second of one core for the whole tally

struct WorkPlane : ::testing::Test {
  ScratchFolder folder;
  Tally tally{many};

  [[nodiscard]] std::string ipc(const std::string& name) const {
    return "ipc://" + folder.path() + "/" + name;
  }
  void expect_undisturbed(const Coordinator& coordinator) {
    ASSERT_FALSE(coordinator.outcomes.empty());
    const RunOutcome& outcome = coordinator.outcomes.back();
    EXPECT_EQ(outcome.end, RunEnd::complete);
    EXPECT_TRUE(outcome.ledger.balances());
    EXPECT_EQ(outcome.ledger.disagreements, 0U);
    EXPECT_TRUE(tally.each_once());
    EXPECT_EQ(tally.sum, sum_of(many));
  }
};

struct Board : WorkPlane {
  Coordinator coordinator{ipc("intake"), ipc("bus")};

  std::unique_ptr<WorkerProcess> process(const std::string& name, std::uint64_t incarnation = 1) {
    return std::make_unique<WorkerProcess>(name, coordinator.intake, coordinator.announcements,
                                           rounds, "digest", incarnation);
  }
  bool wait_for_answers_of(const std::string& name) {
    return coordinator.pump_until([&] { return coordinator.account("run-1", name).applied >= 2; });
  }
};

TEST_F(WorkPlane, ThreadsOfOneProcessShareARun) {
  Coordinator coordinator("inproc://intake", "inproc://bus");
  for (const char* name : {"one", "two", "three"}) coordinator.add_thread(name, rounds);
  coordinator.start("run-1", tally);
  ASSERT_TRUE(coordinator.pump_to_end());
  expect_undisturbed(coordinator);
  EXPECT_EQ(coordinator.outcomes[0].ledger.by_worker.size(), 3U);
}

TEST_F(WorkPlane, AWorkerBehindTcpTakesPart) {
  Coordinator coordinator("tcp://127.0.0.1:*", ipc("bus"));
  const WorkerProcess one("one", coordinator.intake, coordinator.announcements, rounds);
  const WorkerProcess two("two", coordinator.intake, coordinator.announcements, rounds);
  coordinator.start("run-1", tally);
  ASSERT_TRUE(coordinator.pump_to_end());
  expect_undisturbed(coordinator);
}

TEST_F(Board, ProcessesShareARun) {
  const auto one = process("one");
  const auto two = process("two");
  const auto three = process("three");
  coordinator.start("run-1", tally);
  ASSERT_TRUE(coordinator.pump_to_end());
  expect_undisturbed(coordinator);
}

TEST_F(Board, AKilledProcessLosesNothing) {
  const auto one = process("one");
  const auto two = process("two");
  const auto three = process("three");
  coordinator.start("run-1", tally);
  ASSERT_TRUE(wait_for_answers_of("two"));
  two->signal(SIGKILL);
  ASSERT_TRUE(coordinator.pump_to_end());
  expect_undisturbed(coordinator);
  EXPECT_GE(coordinator.outcomes[0].ledger.total.expired, 1U);
  EXPECT_EQ(coordinator.ventilator->worker_count(), 2U);
}

TEST_F(Board, AStoppedProcessLosesNothingAndMayComeBack) {
  const auto one = process("one");
  const auto two = process("two");
  coordinator.start("run-1", tally);
  ASSERT_TRUE(wait_for_answers_of("two"));
  two->signal(SIGSTOP);
  ASSERT_TRUE(
      coordinator.pump_until([&] { return coordinator.account("run-1", "two").expired >= 1; }));
  two->signal(SIGCONT);
  ASSERT_TRUE(coordinator.pump_to_end());
  expect_undisturbed(coordinator);
}

TEST_F(Board, AWorkerThatComesInTheMiddleGetsWork) {
  const auto one = process("one");
  coordinator.start("run-1", tally);
  ASSERT_TRUE(wait_for_answers_of("one"));
  const auto two = process("two");
  EXPECT_TRUE(wait_for_answers_of("two"));
  ASSERT_TRUE(coordinator.pump_to_end());
  expect_undisturbed(coordinator);
}

TEST_F(Board, AWorkerThatDrainsHandsItsBatchesBack) {
  const auto one = process("one");
  const auto two = process("two");
  coordinator.start("run-1", tally);
  ASSERT_TRUE(wait_for_answers_of("two"));
  two->signal(SIGTERM);
  ASSERT_TRUE(coordinator.pump_until([&] { return coordinator.ventilator->worker_count() == 1; }));
  EXPECT_TRUE(two->wait());
  ASSERT_TRUE(coordinator.pump_to_end());
  expect_undisturbed(coordinator);
}

TEST_F(Board, ARestartedWorkerTakesUpWorkAgain) {
  const auto one = process("one");
  auto two = process("two", 1);
  coordinator.start("run-1", tally);
  ASSERT_TRUE(wait_for_answers_of("two"));
  two->signal(SIGKILL);
  const auto before = coordinator.account("run-1", "two").applied;
  two = process("two", 2);
  EXPECT_TRUE(coordinator.pump_until(
      [&] { return coordinator.account("run-1", "two").applied > before + 2; }));
  ASSERT_TRUE(coordinator.pump_to_end());
  expect_undisturbed(coordinator);
}

TEST_F(WorkPlane, WorkersFindARestartedCoordinator) {
  std::optional<Coordinator> coordinator;
  coordinator.emplace(ipc("intake"), ipc("bus"));
  const WorkerProcess one("one", coordinator->intake, coordinator->announcements, rounds);
  coordinator->start("run-1", tally);
  ASSERT_TRUE(
      coordinator->pump_until([&] { return coordinator->account("run-1", "one").applied >= 2; }));
  coordinator.reset();
  tally = Tally{many};
  coordinator.emplace(ipc("intake"), ipc("bus"));
  coordinator->start("run-1", tally);
  ASSERT_TRUE(coordinator->pump_to_end());
  expect_undisturbed(*coordinator);
}

TEST_F(Board, ACancelledRunFreesTheWorkersForTheNext) {
  const auto one = process("one");
  Tally other{many};
  coordinator.start("run-1", other);
  ASSERT_TRUE(wait_for_answers_of("one"));
  EXPECT_TRUE(coordinator.ventilator->cancel("run-1"));
  coordinator.start("run-2", tally);
  ASSERT_TRUE(coordinator.pump_to_end());
  ASSERT_EQ(coordinator.outcomes.size(), 2U);
  EXPECT_EQ(coordinator.outcomes[0].end, RunEnd::cancelled);
  EXPECT_TRUE(coordinator.outcomes[0].ledger.balances());
  expect_undisturbed(coordinator);
}

TEST_F(Board, AnotherEngineIsToldWhyItGetsNoWork) {
  const WorkerProcess other("other", coordinator.intake, coordinator.announcements, rounds,
                            "another digest");
  ASSERT_TRUE(coordinator.pump_until([&] { return !coordinator.lanes.empty(); }));
  EXPECT_TRUE(coordinator.lanes[0].endpoint.empty());
  EXPECT_NE(coordinator.lanes[0].refusal.find("engine"), std::string::npos);
  EXPECT_EQ(coordinator.ventilator->worker_count(), 0U);
}

TEST_F(WorkPlane, ABatchThatBreaksTheWorkIsSetAside) {
  Coordinator coordinator("inproc://intake", "inproc://bus");
  BenchWorker worker;
  worker.name = "one";
  worker.intake = coordinator.intake;
  worker.announcements = coordinator.announcements;
  worker.work.broken_unit = 1234;
  std::atomic<bool> stop = false;
  std::thread thread([&] { run_worker(coordinator.context, worker, stop); });
  coordinator.start("run-1", tally);
  EXPECT_TRUE(coordinator.pump_to_end());
  stop = true;
  thread.join();
  ASSERT_EQ(coordinator.outcomes.size(), 1U);
  const RunOutcome& outcome = coordinator.outcomes[0];
  EXPECT_EQ(outcome.end, RunEnd::incomplete);
  ASSERT_EQ(outcome.set_aside.size(), 1U);
  EXPECT_EQ(outcome.set_aside[0].reason, "one failed: the work broke");
  EXPECT_TRUE(outcome.ledger.balances());
}

}  // namespace
}  // namespace ballast::broker::toy
