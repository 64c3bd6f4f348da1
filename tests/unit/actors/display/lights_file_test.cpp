// display.toml: what is read, and what is said of a mistake.
#include "actors/display/lights_file.hpp"

#include <gtest/gtest.h>

#include "planner/model/failure.hpp"

namespace ballast::actors {
namespace {

std::string refusal(std::string_view text) {
  const auto file = parse_lights_file(text, "display.toml");
  return file ? "" : planner::describe(file.error());
}

TEST(LightsFile, IsReadInWhole) {
  const auto file = parse_lights_file(
      "[matrix]\nturned = true\n[night]\nbegins = \"22:30\"\nends = \"07:05\"\n"
      "[microcontroller]\nreset_chip = \"/dev/gpiochip1\"\nreset_line = 38\n",
      "display.toml");
  ASSERT_TRUE(file) << planner::describe(file.error());
  EXPECT_TRUE(file->turned);
  EXPECT_EQ(file->night, (Night{22 * 60 + 30, 7 * 60 + 5}));
  EXPECT_EQ(file->reset, (hardware::ResetLine{"/dev/gpiochip1", 38}));
}

TEST(LightsFile, WithoutAnythingNothingIsDimmedAndNothingReset) {
  const auto file = parse_lights_file("", "display.toml");
  ASSERT_TRUE(file);
  EXPECT_EQ(*file, LightsFile{});
  EXPECT_EQ(parse_lights_file("[night]\nbegins = \"01:00\"\nends = \"02:00\"", "")->reset,
            std::nullopt);
}

TEST(LightsFile, ANightEndsOnTheSameDayOrTheNext) {
  const Night over_midnight{22 * 60, 7 * 60};
  EXPECT_TRUE(over_midnight.holds(22 * 60) && over_midnight.holds(0));
  EXPECT_FALSE(over_midnight.holds(7 * 60) || over_midnight.holds(21 * 60 + 59));
  const Night early{60, 120};
  EXPECT_TRUE(early.holds(60) && early.holds(119));
  EXPECT_FALSE(early.holds(120) || early.holds(0) || early.holds(23 * 60));
}

TEST(LightsFile, MistakesAreNamedWithTheirPlace) {
  EXPECT_EQ(
      refusal("[matrix]\nturn = true"),
      "display.toml:2:1: matrix.turn: there is no such key; did you mean turned? one of: turned");
  for (const char* time : {"24:00", "7:00", "07:60", "0700", "", "-1:00", "07:0x"}) {
    const std::string text = std::string("[night]\nbegins = \"") + time + "\"\nends = \"07:00\"\n";
    EXPECT_NE(refusal(text).find("is no time"), std::string::npos) << time;
    EXPECT_NE(refusal(text).find("display.toml:2"), std::string::npos) << refusal(text);
  }
  EXPECT_NE(refusal("[night]\nbegins = \"22:00\"").find("a beginning and an end"),
            std::string::npos);
  EXPECT_NE(refusal("[night]\nbegins = \"07:00\"\nends = \"07:00\"").find("when it ends"),
            std::string::npos);
  EXPECT_NE(refusal("[microcontroller]\nreset_line = 38").find("both a chip and a line"),
            std::string::npos);
  EXPECT_NE(refusal("[microcontroller]\nreset_chip = \"gpiochip1\"\nreset_line = 38")
                .find("is no GPIO chip"),
            std::string::npos);
  EXPECT_NE(refusal("[microcontroller]\nreset_chip = \"/dev/gpiochip1\"\nreset_line = -1")
                .find("microcontroller.reset_line"),
            std::string::npos);
  EXPECT_NE(refusal("[night").find("display.toml:1"), std::string::npos);
}

}  // namespace
}  // namespace ballast::actors
