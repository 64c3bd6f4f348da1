// The clock that a processor really has, against what its governor asks for.
#include "hardware/vitals/clock_probe.hpp"

#include <gtest/gtest.h>

#include "hardware/vitals/grades.hpp"
#include "tests/unit/hardware/board_tree.hpp"

namespace ballast::hardware {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;

TEST(ClockProbe, CountsAdditionsOfAClock) {
  nanoseconds time{};
  const auto ghz = measured_ghz([&] { return time += std::chrono::microseconds{500}; });
  ASSERT_TRUE(ghz);
  EXPECT_DOUBLE_EQ(*ghz, 16.0 * 32'768 / 500'000);
  EXPECT_FALSE(measured_ghz([] { return nanoseconds{7}; })) << "a clock that stands still";
}

TEST(ClockProbe, ThisProcessorHasAClock) {
  const auto now = [] { return std::chrono::steady_clock::now().time_since_epoch(); };
  const auto ghz = measured_ghz(now);
  ASSERT_TRUE(ghz);
  EXPECT_GT(*ghz, 0.05);
  EXPECT_LT(*ghz, 10.0);
}

class ThrottleTest : public testing::Test {
 protected:
  ThrottleTest() {
    put_idle_board(tree_);
    put("cpuinfo_max_freq", "2016000");
    put("scaling_cur_freq", "2016000");
  }
  void put(const std::string& file, std::string_view khz) {
    tree_.put("sys/devices/system/cpu/cpufreq/policy0/" + file, khz);
  }
  Vitals after(seconds time) {
    Vitals out;
    for (const seconds end = now_ + time; now_ < end; now_ += seconds{1}) {
      out = {};
      out.throttled = false;
      probe_.look(out, now_);
    }
    return out;
  }

  BoardTree tree_;
  std::optional<double> ghz_ = 2.0;
  int measured_ = 0;
  seconds now_{5};
  ClockProbe probe_{tree_.files(), [this] {
                      ++measured_;
                      return ghz_;
                    }};
};

TEST_F(ThrottleTest, IsMeasuredEveryTenSeconds) {
  const Vitals vitals = after(seconds{60});
  EXPECT_EQ(measured_, 6);
  EXPECT_EQ(vitals.clock_ghz, 2.0);
  EXPECT_EQ(vitals.clock_most_ghz, 2.016);
  EXPECT_EQ(vitals.throttled, false);
}

TEST_F(ThrottleTest, AClockThatIsHeldDownTwiceIsHeat) {
  ghz_ = 1.4;
  EXPECT_EQ(after(seconds{9}).throttled, false) << "once is chance";
  const Vitals hot = after(seconds{10});
  EXPECT_EQ(hot.throttled, true);
  Grader grader;
  EXPECT_EQ(grade_of(grader.update(hot, seconds{0}), Gauge::temperature), Grade::bad);
  ghz_ = 2.0;
  EXPECT_EQ(after(seconds{20}).throttled, false);
}

TEST_F(ThrottleTest, AProcessorThatIsNotAskedForMoreIsNotHeldDown) {
  ghz_ = 0.6;
  put("scaling_cur_freq", "614400");
  EXPECT_EQ(after(seconds{60}).throttled, false);
}

TEST_F(ThrottleTest, WhatIsNotKnownIsNotJudged) {
  ghz_ = 0.6;
  for (const char* rubbish : {"", "fast", "-1", "0", "99999999999999999999"}) {
    put("cpuinfo_max_freq", rubbish);
    const Vitals vitals = after(seconds{60});
    EXPECT_EQ(vitals.throttled, false) << rubbish;
    EXPECT_FALSE(vitals.clock_most_ghz) << rubbish;
  }
  put("cpuinfo_max_freq", "2016000");
  ghz_.reset();
  EXPECT_EQ(after(seconds{60}).throttled, false);
}

}  // namespace
}  // namespace ballast::hardware
