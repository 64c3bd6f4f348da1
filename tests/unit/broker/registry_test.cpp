#include "broker/registry.hpp"

#include <gtest/gtest.h>

#include "broker/rejections.hpp"
#include "broker/sequences.hpp"

namespace ballast::broker {
namespace {

using Noted = ActorRegistry::Noted;
using std::chrono::milliseconds;

messages::ActorHeartbeat beat_of(const std::string& instance, std::uint64_t incarnation = 1) {
  messages::ActorHeartbeat beat;
  beat.role = "evaluator";
  beat.instance = instance;
  beat.incarnation = incarnation;
  beat.period_ms = 1000;
  return beat;
}

TEST(ActorRegistry, CountsAnActorAsGoneAfterThreeMissedBeats) {
  ActorRegistry registry(10);
  EXPECT_EQ(registry.beat(beat_of("a"), {}), Noted::arrived);
  EXPECT_EQ(registry.beat(beat_of("a"), milliseconds(1000)), Noted::known);
  EXPECT_TRUE(registry.list(milliseconds(4000)).actors[0].alive);
  const auto late = registry.list(milliseconds(4001)).actors[0];
  EXPECT_FALSE(late.alive);
  EXPECT_EQ(late.age_ms, 3001U);
}

TEST(ActorRegistry, BelievesAGoodbyeOfTheSameIncarnationOnly) {
  ActorRegistry registry(10);
  registry.beat(beat_of("a", 2), {});
  registry.stopped("a", 1);
  EXPECT_TRUE(registry.list({}).actors[0].alive);
  registry.stopped("a", 2);
  EXPECT_FALSE(registry.list({}).actors[0].alive);
  EXPECT_EQ(registry.beat(beat_of("a", 3), {}), Noted::arrived);
  EXPECT_TRUE(registry.list({}).actors[0].alive);
}

TEST(ActorRegistry, CountsStartsOfOneNameAfterTheFirst) {
  ActorRegistry registry(10);
  registry.beat(beat_of("a", 1), {});
  EXPECT_EQ(registry.list({}).actors[0].restarts, 0U);
  registry.beat(beat_of("a", 2), {});
  registry.beat(beat_of("a", 2), {});
  registry.beat(beat_of("a", 3), {});
  EXPECT_EQ(registry.list({}).actors[0].restarts, 2U);
}

TEST(ActorRegistry, TellsHowLongABusyActorHasMadeNoProgress) {
  ActorRegistry registry(10);
  auto beat = beat_of("a");
  beat.busy = true;
  beat.progress = 5;
  registry.beat(beat, {});
  registry.beat(beat, milliseconds(3000));
  EXPECT_EQ(registry.list(milliseconds(3500)).actors[0].still_ms, 3000U);
  beat.progress = 6;  // slow, not stuck
  registry.beat(beat, milliseconds(4000));
  EXPECT_EQ(registry.list(milliseconds(4000)).actors[0].still_ms, 0U);
  beat.busy = false;  // nothing to do
  registry.beat(beat, milliseconds(5000));
  registry.beat(beat, milliseconds(9000));
  EXPECT_EQ(registry.list(milliseconds(9000)).actors[0].still_ms, 0U);
}

TEST(ActorRegistry, NoticesTwoProcessesOfOneName) {
  ActorRegistry registry(10);
  registry.beat(beat_of("a", 1), {});
  EXPECT_EQ(registry.beat(beat_of("a", 2), {}), Noted::arrived);
  EXPECT_EQ(registry.beat(beat_of("a", 2), {}), Noted::known);
  EXPECT_EQ(registry.beat(beat_of("a", 1), {}), Noted::twins);
}

TEST(ActorRegistry, GivesThePlaceOfTheGoneToTheLiving) {
  ActorRegistry registry(2);
  registry.beat(beat_of("a"), {});
  registry.beat(beat_of("b"), milliseconds(5000));
  EXPECT_EQ(registry.beat(beat_of("c"), milliseconds(5000)), Noted::arrived);
  EXPECT_EQ(registry.beat(beat_of("d"), milliseconds(5000)), Noted::full);
  ASSERT_EQ(registry.list(milliseconds(5000)).actors.size(), 2U);
  EXPECT_EQ(registry.silence("b", milliseconds(5500)), Monotonic(milliseconds(500)));
  EXPECT_FALSE(registry.silence("a", {}));
}

TEST(Sequences, SeeWhatIsMissingPerSenderAndRoute) {
  SequenceFollower follower(10);
  EXPECT_EQ(follower.arrived("a", "x", 5, "i").missed, 0U);
  EXPECT_EQ(follower.arrived("a", "x", 6, "j").missed, 0U);
  EXPECT_EQ(follower.arrived("a", "x", 9, "k").missed, 2U);
  EXPECT_EQ(follower.arrived("a", "y", 1, "l").missed, 0U);
  EXPECT_EQ(follower.arrived("b", "x", 100, "m").missed, 0U);
}

TEST(Sequences, TellAReplayFromARestart) {
  SequenceFollower follower(10);
  EXPECT_FALSE(follower.arrived("a", "x", 1, "i").repeated);
  EXPECT_TRUE(follower.arrived("a", "x", 1, "i").repeated);
  EXPECT_FALSE(follower.arrived("a", "x", 1, "j").repeated);
}

TEST(Sequences, CountEachRouteFromOne) {
  SequenceCounter counter(10);
  EXPECT_EQ(counter.next("x"), 1U);
  EXPECT_EQ(counter.next("x"), 2U);
  EXPECT_EQ(counter.next("y"), 1U);
}

TEST(Rejections, AreToldOncePerReasonThenMoreAndMoreRarely) {
  Rejections rejections;
  const planner::Failure one{planner::FailureKind::invalid, "no header", "frame", ""};
  const planner::Failure other{planner::FailureKind::invalid, "no route", "frame", ""};
  int told = 0;
  for (int count = 1; count <= 1000; ++count) {
    if (rejections.count(one, "to", "", "")) ++told;
  }
  EXPECT_EQ(told, 4);
  EXPECT_TRUE(rejections.count(other, "to", "", ""));
  EXPECT_EQ(rejections.total(), 1001U);
}

TEST(Rejections, BoundTheReasonsTheyRemember) {
  Rejections rejections;
  int told = 0;
  for (int count = 0; count < 10'000; ++count) {
    const planner::Failure failure{planner::FailureKind::invalid, "reason " + std::to_string(count),
                                   "", ""};
    if (rejections.count(failure, "to", "", "")) ++told;
  }
  EXPECT_LT(told, 80);
}

}  // namespace
}  // namespace ballast::broker
