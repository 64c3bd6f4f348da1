#include "broker/work_plane/replay.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

#include "tests/unit/broker/work_plane/counting_work.hpp"

namespace ballast::broker {
namespace {

const messages::RunContext context{"run-1", "digest", "context"};

TEST(Replay, YieldsTheAnswerOfTheRecordedBatch) {
  toy::CountingWork work;
  const auto answer = replay_batch(work, context, {"run-1", 7, 1, "10 5000"});
  ASSERT_TRUE(answer);
  EXPECT_EQ(*answer, toy::answer("10 5000"));
  EXPECT_TRUE(work.runs.empty());
}

TEST(Replay, RefusesABatchOfAnotherRun) {
  toy::CountingWork work;
  EXPECT_FALSE(replay_batch(work, context, {"run-2", 7, 1, "10 20"}));
}

TEST(Replay, RefusesWhatAnotherEngineRecorded) {
  toy::CountingWork work;
  work.own_digest = "another";
  const auto answer = replay_batch(work, context, {"run-1", 7, 1, "10 20"});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, planner::FailureKind::refused);
}

TEST(Replay, SaysWhatIsWrongWithABatchThatCannotBeRead) {
  toy::CountingWork work;
  EXPECT_FALSE(replay_batch(work, context, {"run-1", 7, 1, "rubbish"}));
  EXPECT_TRUE(work.runs.empty());
}

TEST(Replay, TurnsAnExceptionIntoAFailure) {
  toy::CountingWork work;
  work.throws = true;
  const auto answer = replay_batch(work, context, {"run-1", 7, 1, "10 20"});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().where, "run run-1, batch 7");
  EXPECT_TRUE(work.runs.empty());
}

}  // namespace
}  // namespace ballast::broker
