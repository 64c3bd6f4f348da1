// The sketch itself, compiled for this machine with Arduino's libraries played: as it is shipped,
// and as `flash.sh --tell-names-again` puts it onto a board.
#include <any>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include <Arduino.h>
#include <Arduino_LED_Matrix.h>
#include <Arduino_RouterBridge.h>
#include <gtest/gtest.h>

#include "hardware/sketch/display_core.h"

namespace shipped {
void setup();
void loop();
#include "hardware/sketch/sketch.ino"
}  // namespace shipped

#undef TELL_NAMES_AGAIN
#define TELL_NAMES_AGAIN 1
namespace telling {
void setup();
void loop();
#include "hardware/sketch/sketch.ino"
}  // namespace telling

namespace {

using Points = std::vector<std::uint8_t>;

class SketchTest : public testing::Test {
 protected:
  SketchTest() {
    played = PlayedBoard{};
    Bridge = PlayedBridge{};
  }

  template <class Function>
  static Function handler(const std::string& name) {
    auto* const found = std::any_cast<Function>(&Bridge.handlers[name]);
    if (found == nullptr) throw std::logic_error(name + " has another type");
    return *found;
  }
  static std::uint32_t show(std::uint32_t number, std::uint8_t level) {
    return handler<std::uint32_t (*)(std::uint32_t, Points)>("hw/frame")(number,
                                                                         Points(104, level));
  }
  static bool light(std::uint8_t which, std::uint8_t green, std::uint8_t mode) {
    using Light = bool (*)(std::uint8_t, std::uint8_t, std::uint8_t, std::uint8_t, std::uint8_t,
                           std::uint16_t);
    return handler<Light>("hw/led")(which, 0, green, 0, mode, mode == 0 ? 0 : 1'000);
  }
  /// Passes of the loop, each of a millisecond.
  template <class Loop>
  static void run(Loop loop, int passes) {
    for (int i = 0; i < passes; ++i) loop();
  }
};

TEST_F(SketchTest, ShowsPicturesAndLightsAndCountsThem) {
  shipped::setup();
  EXPECT_EQ(shipped::matrix.bits, 3);
  EXPECT_EQ(handler<std::uint32_t (*)()>("hw/hello")(), 0x010D0808U);
  EXPECT_EQ(show(1, 4), 1U);
  EXPECT_TRUE(light(3, 200, 0));
  EXPECT_TRUE(light(4, 255, 0));
  EXPECT_FALSE(light(5, 255, 0)) << "there is no such light";
  run(shipped::loop, 3);
  EXPECT_EQ(Points(shipped::matrix.points.begin(), shipped::matrix.points.end()), Points(104, 4));
  EXPECT_EQ(played.pins[LED3_G], 200);
  EXPECT_EQ(played.pins[LED4_G], LOW) << "low is on";
  EXPECT_EQ(played.pins[LED4_R], HIGH);
  const int drawings = shipped::matrix.drawings;
  const int writes = played.writes;
  run(shipped::loop, 1'000);
  EXPECT_EQ(shipped::matrix.drawings, drawings) << "nothing was new";
  EXPECT_EQ(played.writes, writes);
  const auto stat = handler<std::vector<std::uint32_t> (*)()>("hw/stat")();
  ASSERT_EQ(stat.size(), 5U);
  EXPECT_EQ(stat[0], played.now_ms);
  EXPECT_EQ(stat[1], 1U);
  handler<void (*)(Points)>("draw")(Points(104, 7));
  run(shipped::loop, 1);
  EXPECT_EQ(shipped::matrix.points.front(), 7);
  run(shipped::loop, 60'000);
  EXPECT_TRUE(Bridge.calls.empty()) << "a router that does not answer would keep its loop";
}

TEST_F(SketchTest, TellsItsNamesAgainAfterTenSecondsInWhichNobodyCalled) {
  telling::setup();
  for (int second = 0; second < 30; ++second) {
    show(static_cast<std::uint32_t>(second) + 1, 4);
    run(telling::loop, 1'000);
  }
  EXPECT_TRUE(Bridge.calls.empty()) << "whoever calls knows them";
  run(telling::loop, 9'500);
  ASSERT_EQ(Bridge.calls.size(), Bridge.handlers.size());
  for (const auto& [method, name] : Bridge.calls) {
    EXPECT_EQ(method, "$/register");
    EXPECT_TRUE(Bridge.handlers.contains(name)) << name;
  }
  Bridge.takes = false;  // it has them already
  run(telling::loop, 20'000);
  EXPECT_EQ(Bridge.calls.size(), 3 * Bridge.handlers.size()) << "once in ten seconds";
  handler<std::uint32_t (*)()>("hw/hello")();
  EXPECT_EQ(show(1, 5), 1U) << "it still shows pictures";
}

TEST_F(SketchTest, NamesThatAreRefusedAtTheStartAreACross) {
  Bridge.takes = false;
  telling::core = {};
  telling::setup();
  run(telling::loop, 1);
  EXPECT_EQ(telling::matrix.points[2], 7);
  EXPECT_EQ(telling::matrix.points[10], 7);
  EXPECT_EQ(telling::matrix.points[0], 0);
}

}  // namespace
