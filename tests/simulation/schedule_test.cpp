#include "tests/simulation/schedule.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace ballast::broker::toy {
namespace {

TEST(Schedule, IsReadAsItIsWritten) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const Schedule schedule = random_schedule(seed);
    const auto again = read_schedule(text(schedule));
    ASSERT_TRUE(again) << text(schedule);
    EXPECT_EQ(*again, schedule);
  }
}

TEST(Schedule, ALineThatIsNoneIsNamed) {
  for (const char* line : {"walker 7", "worker", "worker 5\nat 3 kill 1 0", "frame 3 eaten 0",
                           "run 1 2", "at 3 hit 0 0"}) {
    const auto schedule = read_schedule(line);
    ASSERT_FALSE(schedule) << line;
    EXPECT_EQ(schedule.error().where.substr(0, 5), "line ");
  }
}

TEST(Schedule, ShrinksToWhatMatters) {
  Schedule schedule;
  std::uint64_t seed = 1;
  while (schedule.faults.size() < 5 || schedule.frames.size() < 20 || schedule.speeds.size() < 3) {
    schedule = random_schedule(seed++);
  }
  const Fault culprit = schedule.faults[2];
  const FrameFault second = schedule.frames[7];
  const Schedule least = shrunk(schedule, [&](const Schedule& one) {
    return std::ranges::any_of(one.faults,
                               [&](const Fault& fault) {
                                 return fault.kind == culprit.kind && fault.at_ms == culprit.at_ms;
                               }) &&
           std::ranges::find(one.frames, second) != one.frames.end();
  });
  EXPECT_EQ(least.faults.size(), 1U);
  EXPECT_EQ(least.frames.size(), 1U);
  EXPECT_EQ(least.speeds.size(), 1U);
  ASSERT_EQ(least.runs.size(), 1U);
  EXPECT_EQ(least.runs[0].units, 1U);
}

}  // namespace
}  // namespace ballast::broker::toy
