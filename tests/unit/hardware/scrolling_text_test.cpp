// Words that run through the matrix, and what pictures become at night.
#include "hardware/matrix/scrolling_text.hpp"

#include <array>
#include <set>

#include <gtest/gtest.h>

#include "hardware/matrix/letters.hpp"
#include "hardware/matrix/picture_text.hpp"
#include "hardware/matrix/status_lights.hpp"

namespace ballast::hardware {
namespace {

using std::chrono::milliseconds;

std::string shown(const ScrollingText& text, int steps) {
  return picture_text(text.at(scroll_step * steps), PictureStyle::letters);
}

TEST(ScrollingText, RunsFromRightToLeftOnce) {
  const ScrollingText text("a7");
  EXPECT_EQ(shown(text, 12),
            " ###  #####  \n"
            "#   #     #  \n"
            "#   #    #   \n"
            "#   #   #    \n"
            "#####  #     \n"
            "#   #  #     \n"
            "#   #  #     \n"
            "             \n");
  EXPECT_EQ(shown(text, 0).substr(0, 28),
            std::string(13, ' ') + "\n" + std::string(12, ' ') + "#\n");
  EXPECT_EQ(text.lasts(), scroll_step * 25);
  EXPECT_EQ(text.at(text.lasts()), Frame{});
  EXPECT_EQ(text.at(text.lasts() - scroll_step), Frame{}) << "the last point has left";
  EXPECT_EQ(text.at(milliseconds{-1}), Frame{});
}

TEST(ScrollingText, IsNeverLongerThanFortyLetters) {
  const std::string many(1'000, 'm');
  EXPECT_EQ(ScrollingText(many).lasts(), ScrollingText(std::string(40, 'm')).lasts());
  EXPECT_EQ(ScrollingText("").lasts(), milliseconds{0});
  EXPECT_EQ(ScrollingText().at(milliseconds{0}), Frame{});
}

TEST(Letters, EachHasAShapeOfItsOwnAndNothingElseHasOne) {
  std::set<Letter> shapes;
  for (const char c : std::string("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.:-/!%?")) {
    const Letter letter = letter_of(c);
    EXPECT_TRUE(shapes.insert(letter).second) << c;
    for (const std::uint8_t column : letter) EXPECT_LT(column, 1U << letter_rows) << c;
  }
  EXPECT_EQ(letter_of('q'), letter_of('Q'));
  for (int c = -128; c < 128; ++c) {
    static_cast<void>(letter_of(static_cast<char>(c)));  // no byte is out of range
  }
  EXPECT_EQ(letter_of('~'), Letter{});
  EXPECT_EQ(letter_of('\xC3'), Letter{});
}

TEST(Frame, AtNightNothingIsBrighterThanLow) {
  Frame frame;
  const std::array levels = {Level::off, Level::ghost,  Level::dim,
                             Level::low, Level::middle, Level::full};
  for (int i = 0; i < 6; ++i) frame.set(0, i, levels.at(static_cast<std::size_t>(i)));
  EXPECT_EQ(picture_text(at_night(frame), PictureStyle::letters).substr(0, 6), " .:---");
}

TEST(Frame, TurnedTwiceIsTheSame) {
  Frame frame;
  frame.set(0, 0, Level::full);
  frame.set(1, 4, Level::dim);
  EXPECT_EQ(turned(frame).at(7, 12), Level::full);
  EXPECT_EQ(turned(frame).at(6, 8), Level::dim);
  EXPECT_EQ(turned(turned(frame)), frame);
}

TEST(StatusLights, EachKindOfAttentionHasAPatternOfItsOwn) {
  BoardView view;
  EXPECT_EQ(attention_state(view), Light{});
  view.proposes = true;
  const Light proposes = attention_state(view);
  view.stale = true;
  const Light stale = attention_state(view);
  view.waits_for = "a person";
  const Light waits = attention_state(view);
  view.error = true;
  const Light error = attention_state(view);
  EXPECT_EQ(proposes, (Light{0, 0, 255, Pattern::solid, 0}));
  EXPECT_EQ(stale, (Light{255, 0, 255, Pattern::blip, 2'000}));
  EXPECT_EQ(waits, (Light{255, 255, 0, Pattern::blink, 4'000}));
  EXPECT_EQ(error, (Light{255, 0, 0, Pattern::blink, 1'000}));
}

TEST(StatusLights, AnotherBoardThatIsLostIsNoHealth) {
  BoardView view;
  view.broker = Grade::ok;
  view.boards = Grade::warn;
  EXPECT_EQ(system_state(view), (Light{0, 255, 0, Pattern::blip, 2'000}));
  view.boards = Grade::bad;
  EXPECT_EQ(system_state(view), (Light{255, 255, 0, Pattern::blink, 1'000}));
  view.boards = Grade::ok;
  view.coordinator = Grade::critical;
  EXPECT_EQ(system_state(view), (Light{255, 255, 0, Pattern::blink, 1'000}));
}

TEST(StatusLights, AtNightTheyAreAQuarterAsBright) {
  const Light day{255, 128, 0, Pattern::breathe, 2'000};
  EXPECT_EQ(at_night(day), (Light{63, 32, 0, Pattern::breathe, 2'000}));
}

}  // namespace
}  // namespace ballast::hardware
