// What comes to the intake besides honest answers: rubbish, strangers, the generator's pieces.
#include <random>

#include <gtest/gtest.h>

#include "broker/socket.hpp"
#include "tests/pipeline/work_plane/coordinator.hpp"

namespace ballast::broker::toy {
namespace {

constexpr std::uint64_t many = 50'000;

struct Intake : ::testing::Test {
  Coordinator coordinator{"inproc://intake", "inproc://bus"};
  Tally tally{many};
  Socket uplink{coordinator.context, Purpose::intake_out};

  void SetUp() override { ASSERT_TRUE(uplink.connect(Endpoint::parse("inproc://intake").value())); }

  void send(const Frames& frames) { ASSERT_TRUE(uplink.try_send(frames)); }
  template <class Body>
  void say(const Body& body) {
    send(work_frames(body, "someone"));
  }
  const IntakeCounts& counts() { return coordinator.ventilator->counts(); }
  void pump_frames(std::uint64_t frames) {
    ASSERT_TRUE(coordinator.pump_until([&] { return counts().frames >= frames; }));
  }
};

TEST_F(Intake, RubbishIsCountedAndTheRunGoesOn) {
  constexpr std::uint64_t seed = 20260;
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  coordinator.add_thread("one", 100);
  coordinator.start("run-1", tally);
  for (int count = 0; count < 200; ++count) {
    Frames frames(1 + random() % 4);
    for (std::string& frame : frames) {
      frame.resize(random() % 64);
      for (char& byte : frame) byte = static_cast<char>(random());
    }
    send(frames);
  }
  Frames cut = work_frames(messages::WorkerBeat{"one", 1, 0, ""}, "one");
  cut[1].resize(cut[1].size() / 2);
  send(cut);
  say(messages::LaneOpened{});
  ASSERT_TRUE(coordinator.pump_until([&] { return counts().rejected >= 202; }));
  EXPECT_EQ(coordinator.rejected.size(), 202U);
  ASSERT_TRUE(coordinator.pump_to_end());
  EXPECT_TRUE(tally.each_once());
}

TEST_F(Intake, AnswersOfStrangersChangeNothing) {
  coordinator.add_thread("one", 100);
  coordinator.start("run-1", tally);
  say(messages::BatchResult{"run-1", 1, 1, "thief", 1, 0, answer("0 50000")});
  say(messages::BatchResult{"run-0", 1, 1, "one", 1, 0, answer("0 50000")});
  say(messages::BatchFailed{"run-1", 1, 7, "one", 1, false, "no"});
  say(messages::WorkerGoodbye{"thief", 1});
  ASSERT_TRUE(coordinator.pump_to_end());
  EXPECT_TRUE(tally.each_once());
  EXPECT_EQ(counts().foreign, 3U);
  EXPECT_EQ(counts().strangers, 1U);
}

TEST_F(Intake, AnUnknownWorkerIsAskedToSayHello) {
  say(messages::WorkerBeat{"lost", 5, 1, "run-9"});
  ASSERT_TRUE(coordinator.pump_until([&] { return !coordinator.lanes.empty(); }));
  EXPECT_EQ(coordinator.lanes[0].instance, "lost");
  EXPECT_TRUE(coordinator.lanes[0].endpoint.empty());
  EXPECT_TRUE(coordinator.lanes[0].refusal.empty());
}

TEST_F(Intake, ARepeatedHelloGetsTheSameLane) {
  const messages::WorkerHello hello{"one", "board-1", 1, 1, 1, "digest", 0};
  say(hello);
  say(hello);
  ASSERT_TRUE(coordinator.pump_until([&] { return coordinator.lanes.size() == 2; }));
  EXPECT_EQ(coordinator.lanes[0], coordinator.lanes[1]);
  messages::WorkerHello again = hello;
  again.lost_lane = coordinator.lanes[0].lane;
  say(again);
  ASSERT_TRUE(coordinator.pump_until([&] { return coordinator.lanes.size() == 3; }));
  EXPECT_NE(coordinator.lanes[2].lane, coordinator.lanes[0].lane);
  EXPECT_EQ(coordinator.ventilator->worker_count(), 1U);
}

TEST_F(Intake, AnotherProtocolIsRefusedWithBothVersions) {
  say(messages::WorkerHello{"one", "board-1", 1, 1, 99, "digest", 0});
  ASSERT_TRUE(coordinator.pump_until([&] { return !coordinator.lanes.empty(); }));
  EXPECT_EQ(coordinator.lanes[0].refusal, "protocol 99 is spoken there, 1 here");
}

TEST_F(Intake, PiecesArriveOnceAndInOrder) {
  coordinator.add_thread("one", 100);
  ASSERT_TRUE(coordinator.ventilator->open_run(run("run-1", tally)));
  say(messages::WorkPiece{"run-1", 0, text({0, 20'000})});
  say(messages::WorkPiece{"run-1", 0, text({0, 20'000})});
  say(messages::WorkPiece{"run-1", 2, text({40'000, 50'000})});
  say(messages::WorkPiece{"run-1", 1, text({20'000, 50'000})});
  say(messages::PiecesDone{"run-1", 3});
  say(messages::WorkPiece{"run-2", 0, text({0, 20'000})});
  pump_frames(6);
  EXPECT_FALSE(coordinator.ventilator->open_runs().empty());
  say(messages::PiecesDone{"run-1", 2});
  ASSERT_TRUE(coordinator.pump_to_end());
  EXPECT_TRUE(tally.each_once());
  EXPECT_EQ(counts().pieces_repeated, 1U);
  EXPECT_EQ(counts().pieces_refused, 1U);
}

TEST_F(Intake, AGeneratorIsAllowedNoMoreThanTheWindow) {
  ASSERT_TRUE(coordinator.ventilator->open_run(run("run-1", tally)));
  ASSERT_TRUE(coordinator.pump_until([&] { return !coordinator.windows.empty(); }));
  EXPECT_EQ(coordinator.windows[0], (messages::PieceWindow{"run-1", 0, 64, false}));
  for (std::uint64_t at = 0; at < 70; ++at) {
    say(messages::WorkPiece{"run-1", at, text({at, at + 1})});
  }
  ASSERT_TRUE(coordinator.pump_until([&] { return counts().pieces_refused == 6; }));
  EXPECT_TRUE(coordinator.pump_until([&] { return coordinator.windows.back().next == 64; }));
  EXPECT_EQ(coordinator.windows.back().allowed, 64U);
}

TEST_F(Intake, TheGeneratorIsToldOfTheEndOfARunThatIsCancelled) {
  ASSERT_TRUE(coordinator.ventilator->open_run(run("run-1", tally)));
  ASSERT_TRUE(coordinator.pump_until([&] { return !coordinator.windows.empty(); }));
  EXPECT_FALSE(coordinator.windows.back().sealed);
  EXPECT_TRUE(coordinator.ventilator->cancel("run-1"));
  EXPECT_TRUE(coordinator.windows.back().sealed);
  EXPECT_EQ(coordinator.windows.back().run, "run-1");
}

TEST_F(Intake, FramesAreCopiedOnlyWhileSomebodyListens) {
  coordinator.add_thread("one", 100);
  coordinator.start("run-1", tally);
  ASSERT_TRUE(coordinator.pump_to_end());
  EXPECT_TRUE(coordinator.tapped_topics.empty());
  coordinator.tapped = true;
  tally = Tally{many};
  coordinator.start("run-2", tally);
  ASSERT_TRUE(coordinator.pump_to_end());
  const auto& topics = coordinator.tapped_topics;
  EXPECT_NE(std::ranges::find(topics, "tap.intake"), topics.end());
  EXPECT_NE(std::ranges::find(topics, "tap.lane.one"), topics.end());
}

TEST_F(Intake, AContextTooLargeForAFrameIsRefusedAtOnce) {
  RunSpec spec = run("run-1", tally);
  spec.context = std::string(17U << 20U, 'x');
  const auto refused = coordinator.ventilator->open_run(std::move(spec));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().what, "the context does not fit into a frame");
}

}  // namespace
}  // namespace ballast::broker::toy
