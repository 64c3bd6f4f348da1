#include "broker/work_plane/pace.hpp"

#include <gtest/gtest.h>

namespace ballast::broker {
namespace {

using std::chrono::milliseconds;

TEST(Pace, KnowsNothingBeforeTheFirstAnswer) {
  const Pace pace;
  EXPECT_FALSE(pace.rate());
  EXPECT_FALSE(pace.expected(100));
}

TEST(Pace, ExpectsWhatItMeasured) {
  Pace pace;
  pace.measure(1000, milliseconds{10});
  EXPECT_EQ(pace.expected(2000), milliseconds{20});
  EXPECT_EQ(pace.units_for(milliseconds{40}), 4000U);
}

TEST(Pace, FollowsAWorkerThatSlowsDown) {
  Pace pace;
  pace.measure(1000, milliseconds{10});
  for (int answer = 0; answer < 6; ++answer) pace.measure(1000, milliseconds{100});
  EXPECT_NEAR(*pace.rate(), 10'000, 2'000);
}

TEST(Pace, OneLuckyAnswerYieldsNoGiantBatch) {
  Pace pace;
  pace.measure(64, Monotonic{1});
  EXPECT_LE(pace.units_for(milliseconds{40}), 64U * 16U);
}

TEST(Pace, IsCautiousAfterDoubt) {
  Pace pace;
  pace.measure(100'000, milliseconds{40});
  pace.doubt();
  EXPECT_LT(pace.units_for(milliseconds{40}), 20'000U);
  EXPECT_GE(pace.units_for(milliseconds{40}), 1U);
}

TEST(Pace, GivesAtLeastOneUnit) {
  Pace pace;
  pace.measure(1, milliseconds{5000});
  EXPECT_EQ(pace.units_for(milliseconds{1}), 1U);
}

}  // namespace
}  // namespace ballast::broker
