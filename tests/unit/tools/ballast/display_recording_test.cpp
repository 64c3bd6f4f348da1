// Recordings of displays: what is written is read again, and what is wrong with one is said.
#include "tools/ballast/display_recording.hpp"

#include <gtest/gtest.h>

#include "tests/unit/actors/temporary_directory.hpp"

namespace ballast::tools {
namespace {

using std::chrono::milliseconds;

messages::DisplayFrame picture(const std::string& words) {
  messages::DisplayFrame out;
  out.board = "home";
  out.points = std::string(104, '\x07');
  out.words = words;
  out.lights = {{"LED3", 0, 255, 0, "blip"}};
  out.link = "up";
  return out;
}

std::string refusal(const std::string& text) {
  const auto pictures = read_pictures(text, "night.jsonl");
  return pictures ? "" : planner::describe(pictures.error());
}

TEST(DisplayRecording, IsReadAsItWasShown) {
  const actors::TemporaryDirectory folder;
  const std::string path = (folder.path() / "night.jsonl").string();
  PictureRecorder recorder(path);
  EXPECT_TRUE(recorder.add(picture("one"), milliseconds{5'000}));
  EXPECT_TRUE(recorder.add(picture("two"), milliseconds{5'250}));
  const auto pictures = load_pictures(path);
  ASSERT_TRUE(pictures) << planner::describe(pictures.error());
  const std::vector<RecordedPicture> expected = {{milliseconds{0}, picture("one")},
                                                 {milliseconds{250}, picture("two")}};
  EXPECT_EQ(*pictures, expected);
}

TEST(DisplayRecording, ADiskThatTakesNothingIsNoticed) {
  PictureRecorder recorder("/dev/full");
  EXPECT_FALSE(recorder.add(picture("one"), milliseconds{0}));
}

TEST(DisplayRecording, WhatIsWrongIsNamedWithItsLine) {
  const std::string good = R"({"at_ms":7,"frame":{"board":"home","points":""}})"
                           "\n";
  EXPECT_EQ(refusal(""), "");
  EXPECT_EQ(refusal(good), "");
  EXPECT_NE(refusal(good + "rubbish").find("night.jsonl:2"), std::string::npos);
  EXPECT_NE(refusal(good + "[]").find("no picture of a display"), std::string::npos);
  EXPECT_NE(refusal(R"({"at_ms":-1,"frame":{}})").find("no picture"), std::string::npos);
  EXPECT_NE(refusal(R"({"at_ms":1,"frame":{"board":"x","points":"","colour":1}})").find("colour"),
            std::string::npos);
  EXPECT_NE(refusal(R"({"at_ms":86400001,"frame":{"board":"x","points":""}})").find("so long"),
            std::string::npos);
  EXPECT_NE(refusal(good + R"({"at_ms":6,"frame":{"board":"x","points":""}})").find("older"),
            std::string::npos);
  EXPECT_FALSE(load_pictures("/nowhere/night.jsonl"));
}

}  // namespace
}  // namespace ballast::tools
