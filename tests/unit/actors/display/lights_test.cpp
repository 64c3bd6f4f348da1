// What a display puts on the board's own lights, and when it leaves them alone.
#include <algorithm>
#include <numeric>

#include "tests/unit/actors/display/watched_board.hpp"
#include "tests/unit/hardware/fake_router.hpp"

namespace ballast::actors {
namespace {

class LightsTest : public DisplayTest {
 protected:
  /// Time passes for the display and its router.
  void both(hardware::FakeRouter& fake, std::chrono::milliseconds time, int turns = 4) {
    for (std::chrono::milliseconds gone{0}; gone < time; gone += step) {
      pass(step);
      for (int i = 0; i < turns; ++i) {
        fake.turn();
        pollables_.poll(std::chrono::milliseconds{0});
      }
    }
  }
  [[nodiscard]] std::ptrdiff_t notes_with(const std::string& words) const {
    return std::count_if(outlet_.notes.begin(), outlet_.notes.end(), [&](const auto& note) {
      return note.sentence.find(words) != std::string::npos;
    });
  }
};

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST_F(LightsTest, TheBoardsOwnLightsShowTheSame) {
  hardware::FakeRouter fake(router());
  begin();
  beat("broker", "board-1", 0);
  both(fake, seconds{2});
  ASSERT_FALSE(fake.frames.empty());
  const auto bytes = frame().bytes();
  EXPECT_EQ(fake.frames.back(), std::string(bytes.begin(), bytes.end()));
  EXPECT_EQ(std::count(fake.calls.begin(), fake.calls.end(), "hw/led"), 2);
  const std::size_t before = fake.frames.size();
  both(fake, seconds{10});
  EXPECT_LE(fake.frames.size(), before + 22) << "one a second where nothing moves but the time";
  EXPECT_GE(fake.frames.size(), before + 9);
  fake.stop();
  both(fake, seconds{1});
  fake.start();
  both(fake, seconds{4});
  EXPECT_GE(std::count(fake.calls.begin(), fake.calls.end(), "hw/led"), 4);
}

TEST_F(LightsTest, PicturesAreNumberedWithoutAGap) {
  begin();
  pass(std::chrono::seconds{5});
  std::vector<std::uint64_t> numbers;
  for (const auto& event : outlet_.events) {
    if (!event.topic.starts_with("display.")) continue;
    numbers.push_back(messages::decode<messages::DisplayFrame>(event.payload.bytes).value().number);
  }
  std::vector<std::uint64_t> counted(numbers.size());
  std::iota(counted.begin(), counted.end(), std::uint64_t{1});
  EXPECT_GE(numbers.size(), 5U);
  EXPECT_EQ(numbers, counted);
}

TEST_F(LightsTest, LightsThatAreRefusedDoNotKeepThePictureBack) {
  hardware::FakeRouter fake(router());
  fake.refused = {"hw/led", "hw/frame"};
  begin();
  both(fake, seconds{5}, 20);
  const auto count = [&](const char* method) {
    return std::count(fake.calls.begin(), fake.calls.end(), method);
  };
  EXPECT_LE(count("hw/led"), 22) << "at most four a second";
  EXPECT_GE(count("hw/led"), 5);
  EXPECT_LE(count("hw/frame"), 101) << "at most twenty a second";
  EXPECT_GE(count("hw/frame"), 20);
}

TEST_F(LightsTest, TheBoardsOwnLightSpeaksWhereTheMicrocontrollerCannot) {
  hardware::put_user_led(tree_);
  begin();
  const auto channel = [&](const std::string& colour) {
    return tree_.get("sys/class/leds/" + colour + ":user/brightness");
  };
  std::string green;
  for (int i = 0; i < 40; ++i) {
    beat("broker", "board-1", 0);
    pass(milliseconds{100});
    green += channel("green");
  }
  EXPECT_EQ(std::count(green.begin(), green.end(), '1'), 4) << green;
  EXPECT_EQ(channel("red"), "0");
  hardware::FakeRouter fake(router());
  for (int i = 0; i < 330; ++i) {
    beat("broker", "board-1", 0);
    pass(milliseconds{100});
    for (int turn = 0; turn < 4; ++turn) {
      fake.turn();
      pollables_.poll(milliseconds{0});
    }
  }
  green.clear();
  for (int i = 0; i < 20; ++i) {
    pass(milliseconds{100});
    fake.turn();
    green += channel("green");
  }
  EXPECT_EQ(green, std::string(20, '0')) << "the others are shown again";
}

TEST_F(LightsTest, WhatIsMissingIsSaidOnce) {
  begin();
  pass(seconds{65});
  EXPECT_EQ(notes_with("LED1 is not used"), 1);
  EXPECT_EQ(notes_with("lights is absent: " + router() + ": No such file or directory"), 1);
  EXPECT_EQ(outlet_.notes.size(), 2U);
}

TEST_F(LightsTest, AMicrocontrollerThatBeganAgainIsToldItsLightsAgain) {
  hardware::FakeRouter fake(router());
  fake.stat = {60'000, 500, 2, 1, 900};
  begin();
  both(fake, seconds{31});
  const auto lights = [&] { return std::count(fake.calls.begin(), fake.calls.end(), "hw/led"); };
  const auto before = lights();
  fake.stat = {90'000, 530, 2, 1, 900};
  both(fake, seconds{30});
  EXPECT_EQ(lights(), before);
  fake.stat = {12'000, 40, 0, 0, 800};
  both(fake, seconds{32});
  EXPECT_EQ(lights(), before + 2);
}

TEST_F(LightsTest, ABoardThatHangsUpsideDownShowsTheSameTurned) {
  hardware::FakeRouter fake(router());
  LightsFile lights;
  lights.turned = true;
  begin(lights);
  both(fake, seconds{2});
  const auto bytes = hardware::turned(frame()).bytes();
  ASSERT_FALSE(fake.frames.empty());
  EXPECT_EQ(fake.frames.back(), std::string(bytes.begin(), bytes.end()));
  EXPECT_NE(frame(), hardware::turned(frame())) << "what others see of it is upright";
}

TEST_F(LightsTest, WhatTheMicrocontrollerCountsIsAskedEveryHalfMinuteAndTold) {
  hardware::FakeRouter fake(router());
  fake.stat = {60'000, 500, 2, 1, 900};
  begin();
  both(fake, seconds{8});
  const auto asked = [&] { return std::count(fake.calls.begin(), fake.calls.end(), "hw/stat"); };
  EXPECT_EQ(asked(), 1);
  auto told = vitals().lights;
  ASSERT_TRUE(told && told->microcontroller);
  EXPECT_EQ(told->state, "up");
  EXPECT_EQ(*told->microcontroller, (messages::MicrocontrollerCounts{60'000, 500, 2, 1, 900, 0}));
  EXPECT_GE(told->answered, 5U);
  fake.stat = {12'000, 40, 0, 0, 800};
  both(fake, seconds{32});
  EXPECT_EQ(asked(), 2);
  EXPECT_EQ(vitals().lights->microcontroller->restarts, 1U) << "it counts from zero again";
  fake.stop();
  both(fake, seconds{8});
  EXPECT_FALSE(vitals().lights->microcontroller) << "nobody knows now";
  EXPECT_EQ(vitals().lights->state, "absent");
}

TEST_F(LightsTest, AJamIsAnErrorOnlyWhereNothingHelps) {
  hardware::FakeRouter fake(router());
  begin();
  both(fake, seconds{2});
  const auto warnings = [&] {
    return std::count_if(outlet_.notes.begin(), outlet_.notes.end(), [](const auto& note) {
      return note.level == broker::Notice::Level::warning;
    });
  };
  fake.answers = false;
  fake.on_port_opened = [&] { fake.answers = true; };
  both(fake, seconds{60});
  EXPECT_EQ(notes_with("the board's lights is wedged"), 1);
  EXPECT_EQ(warnings(), 0) << "it was over by itself";
  fake.answers = false;
  fake.on_port_opened = {};
  both(fake, seconds{120});
  EXPECT_EQ(notes_with("has not answered for 30 s, whatever was tried"), 1);
  EXPECT_EQ(warnings(), 1);
}

TEST_F(LightsTest, WithoutAWordOfItsOwnerTheMicrocontrollerIsNeverReset) {
  hardware::FakeRouter fake(router());
  begin();
  both(fake, seconds{2});
  fake.answers = false;
  both(fake, seconds{180});
  EXPECT_EQ(vitals().lights->state, "wedged");
  EXPECT_EQ(vitals().lights->resets + vitals().lights->resets_failed, 0U);
  EXPECT_EQ(notes_with("reset"), 0);
}

TEST_F(LightsTest, AResetThatCannotBeDoneIsSaidOnce) {
  hardware::FakeRouter fake(router());
  LightsFile lights;
  lights.reset = hardware::ResetLine{"/dev/gpiochip1", 38};
  begin(lights);
  both(fake, seconds{2});
  fake.answers = false;
  both(fake, seconds{180});
  EXPECT_EQ(vitals().lights->resets_failed, 1U);
  EXPECT_EQ(notes_with("does not answer and could not be reset: " +
                       (tree_.folder() / "dev/gpiochip1").string() + " line 38: No such file"),
            1);
  fake.answers = true;
  both(fake, seconds{65});
  EXPECT_EQ(vitals().lights->state, "up");
}

TEST(RouterLink, OfAThousandPicturesASecondTwentyGoOutAndThenTheNewest) {
  const hardware::BoardTree tree;
  hardware::RouterSettings settings;
  settings.socket = (tree.folder() / "router.sock").string();
  hardware::FakeRouter fake(settings.socket);
  broker::PollSet pollables;
  RouterLink link(pollables, settings);
  hardware::Frame frame;
  const auto pass = [&](int from, int to, bool changes) {
    for (int ms = from; ms < to; ++ms) {
      for (int bit = 0; changes && bit < 12; ++bit) {
        frame.set(0, bit, ((ms >> bit) & 1) == 1 ? hardware::Level::full : hardware::Level::off);
      }
      link.show(frame, {}, {});
      link.turn(milliseconds{ms});
      fake.turn();
      pollables.poll(milliseconds{0});
    }
  };
  pass(0, 1'000, true);
  fake.frames.clear();
  const auto dropped = link.dropped();
  pass(1'000, 3'000, true);
  EXPECT_GE(fake.frames.size(), 35U);
  EXPECT_LE(fake.frames.size(), 41U);
  EXPECT_NEAR(static_cast<double>(link.dropped() - dropped),
              2'000.0 - static_cast<double>(fake.frames.size()), 2.0);
  pass(3'000, 3'100, false);
  const auto bytes = frame.bytes();
  EXPECT_EQ(fake.frames.back(), std::string(bytes.begin(), bytes.end()));
}

}  // namespace
}  // namespace ballast::actors
