// Goal: whatever is lost, repeated, reordered, late, dead, frozen or cut off, every unit of work is
// applied exactly once, the ledger balances, nothing counts that must not, and every run ends.
#include <ctime>

#include <gtest/gtest.h>

#include "tests/simulation/simulation.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::broker::toy {
namespace {

TEST(Simulation, OfRandomSchedulesHoldsAgainstTheModel) {
  constexpr std::uint64_t first = 1;
  const std::uint64_t count = random_cases(1500);
  Simulated sum;
  std::uint64_t simulated_seconds = 0;
  const std::clock_t begun = std::clock();
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    const Simulated one = simulate(random_schedule(seed));
    ASSERT_FALSE(one.fault) << told(seed);
    sum.requeued += one.requeued;
    sum.duplicates += one.duplicates;
    sum.refused += one.refused;
    sum.copied += one.copied;
    sum.set_aside += one.set_aside;
    sum.frames += one.frames;
    simulated_seconds += static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::seconds>(one.lasted).count());
  }
  const double taken = static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
  RecordProperty("seeds", std::to_string(count));
  RecordProperty("schedules_per_second", std::to_string(static_cast<double>(count) / taken));
  RecordProperty("simulated_seconds", std::to_string(simulated_seconds));
  RecordProperty("frames", std::to_string(sum.frames));
  if (sanitized) return;  // too few to show everything
  EXPECT_GT(sum.requeued, count / 2) << "leases that expire are the point";
  EXPECT_GT(sum.duplicates, count / 20);
  EXPECT_GT(sum.refused, count / 20);
  EXPECT_GT(sum.copied, count / 20);
  EXPECT_GT(sum.set_aside, 0U);
}

TEST(Simulation, OfOneScheduleIsTheSameEveryTime) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Schedule schedule = random_schedule(seed);
    const Simulated first = simulate(schedule);
    const Simulated again = simulate(schedule);
    EXPECT_EQ(first.frames, again.frames);
    EXPECT_EQ(first.lasted, again.lasted);
    EXPECT_EQ(first.requeued, again.requeued);
  }
}

}  // namespace
}  // namespace ballast::broker::toy
