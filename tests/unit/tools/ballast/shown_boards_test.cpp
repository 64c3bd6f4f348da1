// Pictures that are watched in a terminal: how many come, and how many nobody saw.
#include "tools/ballast/shown_boards.hpp"

#include <gtest/gtest.h>

namespace ballast::tools {
namespace {

using std::chrono::milliseconds;

class ShownBoardsTest : public testing::Test {
 protected:
  void take(const std::string& board, std::uint64_t number, int at_ms) {
    messages::DisplayFrame frame;
    frame.board = board;
    frame.points = std::string(104, '\x07');
    frame.words = "well";
    frame.lights = {{"LED4", 0, 0, 255, "solid"}};
    frame.link = "up";
    frame.number = number;
    shown_.take(frame, milliseconds{at_ms});
  }
  /// The line of a board's lights.
  std::string lights(const std::string& board, int now_ms, std::size_t width = 80) {
    const std::string text =
        shown_.live_text(hardware::PictureStyle::letters, width, milliseconds{now_ms});
    constexpr std::size_t lines_before = 10;
    std::size_t at = text.find(board + "\n");
    for (std::size_t line = 0; line < lines_before; ++line) at = text.find('\n', at) + 1;
    return text.substr(at, text.find('\n', at) - at);
  }

  ShownBoards shown_{""};
};

TEST_F(ShownBoardsTest, CountsThePicturesOfEachBoard) {
  for (int i = 0; i < 30; ++i) {
    take("home", static_cast<std::uint64_t>(i) + 7, 100 * i);
    if (i % 10 == 0) take("attic", static_cast<std::uint64_t>(i) / 10 + 1, 100 * i);
    lights("home", 100 * i);
  }
  EXPECT_EQ(lights("home", 2'900), "LED4 blue; link up; 10 fps");
  EXPECT_EQ(lights("attic", 2'900), "LED4 blue; link up; 1 fps");
  EXPECT_EQ(lights("home", 9'000), "LED4 blue; link up; 0 fps") << "nothing came any more";
}

TEST_F(ShownBoardsTest, WhatIsLostOnTheWayOrOvertakenIsDropped) {
  take("home", 1, 0);
  EXPECT_EQ(lights("home", 0).find("dropped"), std::string::npos);
  take("home", 5, 100);
  EXPECT_NE(lights("home", 100).find(", 3 dropped"), std::string::npos) << lights("home", 100);
  take("home", 6, 200);
  take("home", 7, 210);
  EXPECT_NE(lights("home", 210).find(", 4 dropped"), std::string::npos) << lights("home", 210);
  take("home", 1, 300);
  EXPECT_NE(lights("home", 300).find(", 4 dropped"), std::string::npos)
      << "a display that began again lost nothing";
}

TEST_F(ShownBoardsTest, NoLineIsWiderThanTheTerminal) {
  take("home", 1, 0);
  EXPECT_LE(lights("home", 0, 20).size(), 22U) << "with an ellipsis of three bytes";
  EXPECT_EQ(shown_.text(hardware::PictureStyle::letters).find("fps"), std::string::npos)
      << "one picture has no rate";
}

}  // namespace
}  // namespace ballast::tools
