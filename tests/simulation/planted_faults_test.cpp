// Goal: the simulation finds what it is there to find. The ledger of leases that this program is
// linked with has faults that are switched on one at a time.
#include <algorithm>
#include <optional>
#include <vector>

#include <gtest/gtest.h>

#include "tests/simulation/planted.hpp"
#include "tests/simulation/simulation.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::broker {

namespace {

Planted now_planted = Planted::nothing;

}  // namespace

Planted planted() {
  return now_planted;
}

namespace toy {
namespace {

constexpr std::uint64_t seeds = 2000;

class PlantedFaults : public ::testing::TestWithParam<Planted> {
 protected:
  void SetUp() override { now_planted = GetParam(); }
  void TearDown() override { now_planted = Planted::nothing; }

  static bool fails(const Schedule& schedule) { return simulate(schedule).fault.has_value(); }

  /// Returns the smallest schedule that shows the fault, of the first few seeds that do.
  static std::optional<Schedule> find() {
    constexpr std::size_t enough = 3;
    std::vector<Schedule> found;
    for (std::uint64_t seed = 1; seed <= seeds && found.size() < enough; ++seed) {
      const Schedule whole = random_schedule(seed);
      if (fails(whole)) found.push_back(shrunk(whole, fails));
    }
    const auto size = [](const Schedule& one) { return one.faults.size() + one.frames.size(); };
    const auto least = std::ranges::min_element(found, {}, size);
    return least == found.end() ? std::nullopt : std::optional(*least);
  }
};

TEST_P(PlantedFaults, AreFoundAndShrinkToAFewLines) {
  const auto found = find();
  ASSERT_TRUE(found) << "none of " << seeds << " schedules shows it";
  const Schedule& least = *found;
  RecordProperty("schedule", text(least));
  RecordProperty("fault", *simulate(least).fault);
  EXPECT_LE(least.runs.size(), 2U) << text(least);
  EXPECT_LE(least.faults.size() + least.frames.size(), 4U) << text(least);
  const auto again = read_schedule(text(least));
  ASSERT_TRUE(again) << text(least);
  EXPECT_EQ(simulate(*again).fault, simulate(least).fault);
  now_planted = Planted::nothing;
  EXPECT_FALSE(simulate(least).fault) << "it is the planted fault that shows";
}

INSTANTIATE_TEST_SUITE_P(EachOne, PlantedFaults,
                         ::testing::Values(Planted::lost_requeue, Planted::double_apply,
                                           Planted::stale_incarnation));

TEST(PlantedLedger, IsSoundWithoutAFault) {
  for (std::uint64_t seed = 1; seed <= random_cases(50); ++seed) {
    EXPECT_FALSE(simulate(random_schedule(seed)).fault) << told(seed);
  }
}

}  // namespace
}  // namespace toy
}  // namespace ballast::broker
