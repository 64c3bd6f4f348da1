#include "broker/identifiers.hpp"

#include <set>

#include <gtest/gtest.h>

#include "broker/manual_clock.hpp"

namespace ballast::broker {
namespace {

TEST(Identifiers, CarryTheirMillisecondVersionAndVariant) {
  SeededRandom random(7);
  // The example of RFC 9562, appendix A.6: 2022-02-22 19:22:22 UTC.
  const auto id = uuid_v7(0x017F22E279B0LL * 1'000'000, random);
  ASSERT_EQ(id.size(), 36U);
  EXPECT_EQ(id.substr(0, 15), "017f22e2-79b0-7");
  EXPECT_NE(std::string("89ab").find(id[19]), std::string::npos);
}

TEST(Identifiers, DifferWithinOneMillisecondAndSortByTime) {
  SeededRandom random(7);
  ManualClock clock;
  std::set<std::string> ids;
  for (int count = 0; count < 1000; ++count) ids.insert(uuid_v7(clock.wall_ns(), random));
  EXPECT_EQ(ids.size(), 1000U);
  clock.advance(std::chrono::milliseconds(1));
  EXPECT_GT(uuid_v7(clock.wall_ns(), random), *ids.rbegin());
}

TEST(Identifiers, RepeatWithTheSameSeed) {
  SeededRandom one(3);
  SeededRandom other(3);
  EXPECT_EQ(random_incarnation(one), random_incarnation(other));
  EXPECT_EQ(random_hex(one, 4), random_hex(other, 4));
}

TEST(Identifiers, OfTheSystemDiffer) {
  SystemRandom random;
  EXPECT_NE(random_incarnation(random), random_incarnation(random));
}

}  // namespace
}  // namespace ballast::broker
