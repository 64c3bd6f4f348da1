// What the microcontroller decides, compiled for this machine.
#include "hardware/sketch/display_core.h"

#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "hardware/matrix/picture_text.hpp"

namespace ballast_display {
namespace {

using Points = std::vector<uint8_t>;

std::string letters(const DisplayCore& core) {
  const std::span<const uint8_t> points(core.points(), point_count);
  return ballast::hardware::picture_text(ballast::hardware::Frame::of_bytes(points),
                                         ballast::hardware::PictureStyle::letters);
}

TEST(DisplayCore, TakesWhatIsNewerAndOfTheRightSize) {
  DisplayCore core;
  core.booted(true, 0);
  EXPECT_EQ(core.accept(5, Points(104, 7).data(), 104, 10), 5U);
  EXPECT_EQ(core.accept(4, Points(104, 1).data(), 104, 20), 5U);
  EXPECT_EQ(core.accept(6, Points(103, 1).data(), 103, 20), 5U);
  EXPECT_EQ(core.accept(6, nullptr, 104, 20), 5U);
  EXPECT_EQ(core.refused(), 3U);
  EXPECT_TRUE(core.tick(30));
  EXPECT_FALSE(core.tick(31)) << "nothing is new";
  EXPECT_EQ(core.points()[103], 7);
}

TEST(DisplayCore, NumbersWrapAndBeginAgainAfterAGreeting) {
  DisplayCore core;
  core.accept(0xFFFFFFFF, Points(104, 1).data(), 104, 0);
  EXPECT_EQ(core.accept(0, Points(104, 2).data(), 104, 1), 0U);
  EXPECT_EQ(core.accept(0xFFFFFFFF, Points(104, 3).data(), 104, 2), 0U);
  core.accept(900, Points(104, 3).data(), 104, 3);
  EXPECT_EQ(core.greeted(), hello_answer);
  EXPECT_EQ(core.accept(1, Points(104, 200).data(), 104, 4), 1U);
  core.tick(5);
  EXPECT_EQ(core.points()[0], brightest) << "no level is above the brightest";
}

TEST(DisplayCore, WithoutAnyFrameOnePointGoesRoundTheEdge) {
  DisplayCore core;
  core.booted(true, 1'000);
  std::set<std::string> pictures;
  for (uint32_t step = 0; step < 38; ++step) {
    core.tick(1'000 + step * edge_step_ms);
    const std::string picture = letters(core);
    EXPECT_EQ(std::count(picture.begin(), picture.end(), ':'), 1);
    pictures.insert(picture);
  }
  EXPECT_EQ(pictures.size(), 38U);
  core.tick(1'000 + 38 * edge_step_ms);
  EXPECT_TRUE(pictures.contains(letters(core)));
}

TEST(DisplayCore, SilenceShowsFourCornersUntilAFrameComes) {
  DisplayCore core;
  core.booted(true, 0);
  core.accept(1, Points(104, 7).data(), 104, 0xFFFFFF00);  // the clock wraps in between
  core.tick(0xFFFFFF00 + stale_after_ms - 1);
  EXPECT_EQ(core.points()[50], 7);
  core.tick(0xFFFFFF00 + stale_after_ms);
  EXPECT_EQ(letters(core),
            ".           .\n             \n             \n             \n"
            "             \n             \n             \n.           .\n");
  EXPECT_EQ(core.stale_times(), 1U);
  core.accept(2, Points(104, 7).data(), 104, 10'000);
  core.tick(10'001);
  EXPECT_EQ(core.points()[50], 7);
}

TEST(DisplayCore, WhoIsSilentSaysNothingWithLightsEither) {
  DisplayCore core;
  const Colour green{0, 255, 0};
  core.light(3, green, solid, 0);
  core.light(4, green, solid, 0);
  core.accept(1, Points(104, 7).data(), 104, 0);
  EXPECT_EQ(core.colour_of(3, stale_after_ms - 1).green, 255);
  EXPECT_EQ(core.colour_of(3, stale_after_ms), (Colour{0, 0, 0}));
  EXPECT_EQ(core.colour_of(4, stale_after_ms), (Colour{0, 0, 0}));
  core.accept(2, Points(104, 7).data(), 104, stale_after_ms + 5);
  EXPECT_EQ(core.colour_of(4, stale_after_ms + 6), green) << "it is heard again";
}

TEST(DisplayCore, APictureWithoutANumberStaysUntilTheNextOne) {
  DisplayCore core;
  core.accept(7, Points(104, 1).data(), 104, 0);
  core.draw(Points(104, 9).data(), 104, 10);
  core.draw(Points(50, 2).data(), 50, 11);
  core.draw(nullptr, 104, 11);
  core.tick(12);
  EXPECT_EQ(core.points()[103], brightest);
  EXPECT_EQ(core.refused(), 2U);
  EXPECT_EQ(core.accept(8, Points(104, 2).data(), 104, 13), 8U);
  core.tick(14);
  EXPECT_EQ(core.points()[103], 2);
}

TEST(DisplayCore, AFaultAtTheStartIsACross) {
  DisplayCore core;
  core.booted(false, 0);
  core.tick(1);
  const std::string picture = letters(core);
  EXPECT_EQ(std::count(picture.begin(), picture.end(), '#'), 15);
}

TEST(DisplayCore, LightsBlinkBreatheAndBlip) {
  DisplayCore core;
  const Colour red{255, 0, 0};
  EXPECT_FALSE(core.light(2, red, solid, 0));
  EXPECT_FALSE(core.light(3, red, 9, 100));
  EXPECT_FALSE(core.light(3, red, blink, 0));
  EXPECT_TRUE(core.light(3, red, blink, 1'000));
  EXPECT_EQ(core.colour_of(3, 499).red, 255);
  EXPECT_EQ(core.colour_of(3, 500).red, 0);
  core.light(3, red, breathe, 1'000);
  EXPECT_LT(core.colour_of(3, 100).red, core.colour_of(3, 400).red);
  EXPECT_EQ(core.colour_of(3, 500).red, 255);
  EXPECT_EQ(core.colour_of(3, 1'000).red, 0);
  core.light(4, red, breathe, 1'000);
  EXPECT_EQ(core.colour_of(4, 200).red, 0) << "it has no levels";
  EXPECT_EQ(core.colour_of(4, 300).red, 255);
  core.light(4, red, blip, 2'000);
  EXPECT_EQ(core.colour_of(4, 2'049).red, 255);
  EXPECT_EQ(core.colour_of(4, 2'050).red, 0);
}

TEST(DisplayCore, WantsToTellItsNamesAfterTenSecondsWithoutACall) {
  DisplayCore core;
  core.booted(true, 0xFFFFF000);  // its counter wraps in between
  EXPECT_FALSE(core.wants_names(0xFFFFF000 + names_after_ms - 1));
  EXPECT_TRUE(core.wants_names(0xFFFFF000 + names_after_ms));
  EXPECT_FALSE(core.wants_names(0xFFFFF000 + names_after_ms + 1)) << "once in ten seconds";
  core.heard(0xFFFFF000 + 2 * names_after_ms - 1);
  EXPECT_FALSE(core.wants_names(0xFFFFF000 + 3 * names_after_ms - 2));
  EXPECT_TRUE(core.wants_names(0xFFFFF000 + 3 * names_after_ms - 1));
}

}  // namespace
}  // namespace ballast_display
