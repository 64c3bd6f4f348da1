#include "tools/tap/tapped_frame.hpp"

#include <gtest/gtest.h>

#include "messages/events.hpp"
#include "messages/work.hpp"
#include "tests/unit/tools/tap/frames.hpp"
#include "tools/tap/replay.hpp"
#include "tools/tap/traffic.hpp"

namespace ballast::tools {
namespace {

messages::Envelope event_of(const TappedFrame& frame) {
  return {frame.topic, frame.header, frame.body};
}

TEST(TappedFrame, ShowsAnEventAsItIs) {
  const auto frame = frame_of(Plane::event, "actor.a", messages::ActorHeartbeat{});
  EXPECT_EQ(tapped_frame(event_of(frame)), frame);
}

TEST(TappedFrame, ShowsTheCopyOfACommandAsACommand) {
  const auto frame = frame_of(Plane::command, "tap.command.broker", messages::ActorHeartbeat{});
  EXPECT_EQ(tapped_frame(event_of(frame)), frame);
}

TEST(TappedFrame, ShowsTheFrameOfTheWorkPlaneThatACopyHolds) {
  const auto inner = frame_of(Plane::work, "tap.lane.e", messages::Batch{"plan-1/0", 3, 1, "x"});
  const messages::TapFrame copy{"lane", "e", "home", inner.header_bytes, inner.body};
  const auto outer = frame_of(Plane::event, "tap.lane.e", copy);
  EXPECT_EQ(tapped_frame(event_of(outer)), inner);
  EXPECT_EQ(plan_of(inner), "plan-1");
}

TEST(TappedFrame, ShowsACopyThatHoldsRubbishAsTheEventThatItIs) {
  const auto outer =
      frame_of(Plane::event, "tap.lane.e", messages::TapFrame{"lane", "e", "home", "rubbish", ""});
  EXPECT_EQ(tapped_frame(event_of(outer)), outer);
}

TEST(TappedFrame, FitsOnOneLineAndIntoJson) {
  auto frame = frame_of(Plane::work, "t", messages::Batch{std::string(5000, 'r'), 3, 1, "x"});
  const std::string line = frame_line(frame);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_LT(line.size(), 400U);
  EXPECT_EQ(frame_json(frame)["plane"], "work");
  EXPECT_EQ(frame_json(frame)["body"]["batch"], 3);
  frame.body = "\xc1";
  EXPECT_TRUE(frame_json(frame)["body"].is_string());
}

TEST(Traffic, CountsFramesAndBytesWithTheLargestFirst) {
  Traffic traffic;
  traffic.add(frame_of(Plane::event, "a", messages::ActorHeartbeat{}));
  traffic.add(frame_of(Plane::work, "b", messages::Batch{"r", 1, 1, std::string(900, 'x')}));
  traffic.add(frame_of(Plane::work, "b", messages::Batch{"r", 2, 1, std::string(900, 'x')}));
  const std::string table = traffic.table(std::chrono::seconds(2));
  EXPECT_LT(table.find("Batch"), table.find("ActorHeartbeat")) << table;
  EXPECT_NE(table.find("1 /s"), std::string::npos) << table;
  EXPECT_NE(traffic.table(std::chrono::seconds(4)).find("0 /s"), std::string::npos);
}

TEST(Replay, TellsBatchesWithoutAContextAndBatchesThatCannotBeWorked) {
  const auto outcome = replay_recording(
      {frame_of(Plane::work, "t", messages::RunContext{"known/0", "digest", "rubbish"}),
       frame_of(Plane::work, "t", messages::Batch{"known/0", 1, 1, "rubbish"}),
       frame_of(Plane::work, "t", messages::Batch{"unknown/0", 1, 1, "rubbish"})});
  EXPECT_EQ(outcome.without_context, 1U);
  EXPECT_EQ(outcome.replayed, 1U);
  ASSERT_EQ(outcome.failing.size(), 1U);
  EXPECT_EQ(outcome.failing[0].rfind("batch 1 of known/0: ", 0), 0U) << outcome.failing[0];
  EXPECT_EQ(outcome.equal + outcome.unanswered + outcome.differing.size(), 0U);
}

}  // namespace
}  // namespace ballast::tools
