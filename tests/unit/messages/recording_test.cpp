#include "messages/recording.hpp"

#include <gtest/gtest.h>

#include "messages/codec.hpp"
#include "messages/work.hpp"

namespace ballast::messages {
namespace {

template <class Body>
RecordedFrame frame_of(Plane plane, const std::string& topic, const Body& body) {
  RecordedFrame frame{plane, topic, {}, "", encode(body)};
  frame.header.type = Body::type;
  frame.header_bytes = encode_header(frame.header);
  return frame;
}

TEST(Recording, GivesBackExactlyTheFramesThatWereWritten) {
  const std::string bytes("\0\xff\x80\n", 4);
  const std::vector<RecordedFrame> frames = {
      frame_of(Plane::work, "tap.lane.evaluator-1@home", Batch{"run", 1, 1, bytes}),
      frame_of(Plane::command, "tap.command.coordinator", BatchResult{}),
      frame_of(Plane::event, "plan.x", RunContext{})};
  std::string text;
  for (const RecordedFrame& frame : frames) text += recorded_line(frame) + "\n";
  const auto read = read_recording(text, "tape");
  ASSERT_TRUE(read) << planner::describe(read.error());
  EXPECT_EQ(*read, frames);
}

TEST(Recording, NamesABadLineByItsNumber) {
  const std::string good = recorded_line(frame_of(Plane::work, "t", Batch{"run", 1, 1, "bytes"}));
  for (const char* bad :
       {"{}", "[]", "no json", "{\"plane\":\"air\",\"topic\":\"\",\"header\":\"\",\"body\":\"\"}",
        "{\"plane\":\"work\",\"topic\":\"t\",\"header\":\"!!\",\"body\":\"\"}",
        "{\"plane\":\"work\",\"topic\":\"t\",\"header\":\"AAAA\",\"body\":\"\"}",
        "{\"plane\":\"work\",\"topic\":7,\"header\":\"\",\"body\":\"\"}"}) {
    const auto read = read_recording(good + "\n\n" + bad + "\n", "tape");
    ASSERT_FALSE(read) << bad;
    EXPECT_EQ(read.error().where, "tape:3") << bad;
  }
}

TEST(Recording, WithoutLinesHoldsNoFrame) {
  EXPECT_TRUE(read_recording("", "tape")->empty());
  EXPECT_TRUE(read_recording("\n\n", "tape")->empty());
}

}  // namespace
}  // namespace ballast::messages
