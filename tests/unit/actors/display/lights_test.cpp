// What a display puts on the board's own lights, and when it leaves them alone.
#include <algorithm>

#include "tests/unit/actors/display/watched_board.hpp"
#include "tests/unit/hardware/fake_router.hpp"

namespace ballast::actors {
namespace {

class LightsTest : public DisplayTest {};

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST_F(LightsTest, TheBoardsOwnLightsShowTheSame) {
  hardware::FakeRouter fake(router());
  begin();
  const auto both = [&](milliseconds time) {
    for (milliseconds gone{0}; gone < time; gone += milliseconds{100}) {
      pass(milliseconds{100});
      for (int i = 0; i < 4; ++i) {
        fake.turn();
        pollables_.poll(milliseconds{0});
      }
    }
  };
  beat("broker", "board-1", 0);
  both(seconds{2});
  ASSERT_FALSE(fake.frames.empty());
  const auto bytes = frame().bytes();
  EXPECT_EQ(fake.frames.back(), std::string(bytes.begin(), bytes.end()));
  EXPECT_EQ(std::count(fake.calls.begin(), fake.calls.end(), "hw/led"), 2);
  const std::size_t before = fake.frames.size();
  both(seconds{10});
  EXPECT_LE(fake.frames.size(), before + 22) << "one a second where nothing moves but the time";
  EXPECT_GE(fake.frames.size(), before + 9);
  fake.stop();
  both(seconds{1});
  fake.start();
  both(seconds{4});
  EXPECT_GE(std::count(fake.calls.begin(), fake.calls.end(), "hw/led"), 4);
}

TEST_F(LightsTest, LightsThatAreRefusedDoNotKeepThePictureBack) {
  hardware::FakeRouter fake(router());
  fake.refused = {"hw/led", "hw/frame"};
  begin();
  for (int i = 0; i < 50; ++i) {
    pass(milliseconds{100});
    for (int turn = 0; turn < 20; ++turn) {
      fake.turn();
      pollables_.poll(milliseconds{0});
    }
  }
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
  EXPECT_TRUE(outlet_.notes.empty());
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

TEST_F(LightsTest, ALightThatIsMissingIsSaidOnce) {
  begin();
  pass(seconds{65});
  const auto about = [](const broker::Notice& notice) {
    return notice.sentence.find("LED1 is not used") != std::string::npos;
  };
  EXPECT_EQ(std::count_if(outlet_.notes.begin(), outlet_.notes.end(), about), 1);
}

}  // namespace
}  // namespace ballast::actors
