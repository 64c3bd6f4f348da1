// The light that Linux owns, in a /sys of our own.
#include "hardware/matrix/status_led.hpp"

#include <unistd.h>

#include <gtest/gtest.h>

#include "tests/unit/hardware/board_tree.hpp"

namespace ballast::hardware {
namespace {

using std::chrono::milliseconds;

constexpr Light red_solid{255, 0, 0, Pattern::solid, 0};
constexpr Light green_blip{0, 255, 0, Pattern::blip, 2'000};

/// "rgb" with a letter for each channel that is on.
std::string lit(const BoardTree& tree, const std::array<std::string, 3>& folders) {
  std::string out;
  for (const std::string& folder : folders) {
    const std::string value = tree.get(folder + "/brightness");
    out += value == "0" ? '-' : value == "1" ? 'x' : '?';
  }
  return out;
}

std::string user_led(const BoardTree& tree) {
  return lit(tree,
             {"sys/class/leds/red:user", "sys/class/leds/green:user", "sys/class/leds/blue:user"});
}

TEST(StatusLed, TakesTheLightFromTheKernelAndLeavesItDark) {
  BoardTree tree;
  put_user_led(tree);
  {
    StatusLed led(tree.files());
    led.show(red_solid, milliseconds{0});
    EXPECT_TRUE(led.is_there()) << led.trouble();
    EXPECT_EQ(user_led(tree), "x--");
    EXPECT_EQ(tree.get("sys/class/leds/red:user/trigger"), "none");
    led.show({0, 200, 255, Pattern::solid, 0}, milliseconds{100});
    EXPECT_EQ(user_led(tree), "-xx");
    led.show({100, 0, 0, Pattern::solid, 0}, milliseconds{200});
    EXPECT_EQ(user_led(tree), "---") << "less than half is off: there are no levels";
    led.show(red_solid, milliseconds{300});
  }
  EXPECT_EQ(user_led(tree), "---");
}

TEST(StatusLed, PatternsFollowTheTime) {
  BoardTree tree;
  put_user_led(tree);
  StatusLed led(tree.files());
  const auto at = [&](const Light& light, int time) {
    led.show(light, milliseconds{time});
    return user_led(tree);
  };
  EXPECT_EQ(at(green_blip, 2'000), "-x-");
  EXPECT_EQ(at(green_blip, 2'100), "-x-");
  EXPECT_EQ(at(green_blip, 2'200), "---");
  EXPECT_EQ(at(green_blip, 3'900), "---");
  EXPECT_EQ(at({255, 255, 0, Pattern::blink, 1'000}, 4'400), "xx-");
  EXPECT_EQ(at({255, 255, 0, Pattern::blink, 1'000}, 4'500), "---");
  EXPECT_EQ(at({0, 0, 255, Pattern::blink, 0}, 5'000), "---") << "no period";
  EXPECT_EQ(at({}, 5'100), "---");
}

TEST(StatusLed, WhatIsShownIsNotWrittenAgain) {
  BoardTree tree;
  put_user_led(tree);
  StatusLed led(tree.files());
  led.show(red_solid, milliseconds{0});
  tree.put("sys/class/leds/red:user/brightness", "7");
  led.show(red_solid, milliseconds{100});
  EXPECT_EQ(tree.get("sys/class/leds/red:user/brightness"), "7");
}

TEST(StatusLed, NewestImagesHaveItElsewhere) {
  BoardTree tree;
  put_user_led(tree);
  for (const std::string channel : {"r", "g", "b"}) {
    tree.put("dev/leds/builtin/led1_" + channel + "/brightness", "0");
    tree.put("dev/leds/builtin/led1_" + channel + "/max_brightness", "1");
  }
  StatusLed led(tree.files());
  led.show(red_solid, milliseconds{0});
  EXPECT_EQ(
      lit(tree, {"dev/leds/builtin/led1_r", "dev/leds/builtin/led1_g", "dev/leds/builtin/led1_b"}),
      "x--");
  EXPECT_EQ(user_led(tree), "---");
}

/// A keyboard has colours too.
TEST(StatusLed, AGroupIsWrittenAsAWholeAndOnlyOfThisBoard) {
  BoardTree tree;
  const std::string group = "sys/class/leds/rgb:indicator/";
  tree.put(group + "multi_index", "green red blue\n")
      .put(group + "multi_intensity", "0 0 0\n")
      .put(group + "brightness", "0\n")
      .put(group + "max_brightness", "255\n");
  StatusLed keyboard(tree.files());
  keyboard.show(red_solid, milliseconds{0});
  EXPECT_FALSE(keyboard.is_there());
  EXPECT_EQ(tree.get(group + "multi_intensity"), "0 0 0");
  tree.put("sys/class/leds/unoq:user-red1/brightness", "0");
  StatusLed led(tree.files());
  led.show(red_solid, milliseconds{0});
  EXPECT_EQ(tree.get(group + "multi_intensity"), "0 255 0");
  EXPECT_EQ(tree.get(group + "brightness"), "255");
  EXPECT_EQ(tree.get("sys/class/leds/unoq:user-red1/brightness"), "0");
}

TEST(StatusLed, AMissingOneIsLookedForOnceAMinute) {
  BoardTree tree;
  StatusLed led(tree.files());
  led.show(red_solid, milliseconds{0});
  EXPECT_FALSE(led.is_there());
  EXPECT_NE(led.trouble().find("no light of the board"), std::string::npos) << led.trouble();
  put_user_led(tree);
  led.show(red_solid, milliseconds{59'900});
  EXPECT_FALSE(led.is_there());
  led.show(red_solid, milliseconds{60'000});
  EXPECT_TRUE(led.is_there());
  EXPECT_EQ(led.trouble(), "");
  EXPECT_EQ(user_led(tree), "x--");
}

/// Root may write every file; a folder in its place nobody.
TEST(StatusLed, OneThatMayNotBeWrittenIsLeftWithASentence) {
  BoardTree tree;
  put_user_led(tree);
  const auto trigger = tree.folder() / "sys/class/leds/green:user/trigger";
  std::filesystem::permissions(trigger, std::filesystem::perms::owner_read);
  const bool may = ::access(trigger.c_str(), W_OK) == 0;
  StatusLed led(tree.files());
  led.show(red_solid, milliseconds{0});
  EXPECT_EQ(led.is_there(), may) << "root may write everything";
  if (!may) {
    EXPECT_NE(led.trouble().find("user of the display may not"), std::string::npos);
  }
  std::filesystem::remove(tree.folder() / "sys/class/leds/red:user/brightness");
  std::filesystem::create_directory(tree.folder() / "sys/class/leds/red:user/brightness");
  led.show(green_blip, milliseconds{60'000});
  led.show(red_solid, milliseconds{60'100});
  EXPECT_FALSE(led.is_there());
  EXPECT_NE(led.trouble(), "");
}

TEST(StatusLed, SpeaksForTheMicrocontrollerOnlyWhereThatCannot) {
  BoardView view;
  view.grades.fill(Grade::ok);
  view.broker = Grade::ok;
  EXPECT_EQ(process_state(view, Microcontroller::reached), Light{});
  EXPECT_EQ(process_state(view, Microcontroller::jammed), red_solid);
  EXPECT_EQ(process_state(view, Microcontroller::out_of_reach), green_blip);
  view.grades.front() = Grade::critical;
  EXPECT_EQ(process_state(view, Microcontroller::out_of_reach).pattern, Pattern::blink);
  view.broker = Grade::bad;
  EXPECT_EQ(process_state(view, Microcontroller::out_of_reach).red, 255);
  EXPECT_EQ(attention_state(view), Light{});
  view.proposes = true;
  EXPECT_EQ(attention_state(view).blue, 255);
  view.error = true;
  EXPECT_EQ(attention_state(view).red, 255);
}

}  // namespace
}  // namespace ballast::hardware
