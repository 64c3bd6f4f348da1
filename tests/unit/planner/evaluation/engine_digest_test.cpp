#include "planner/evaluation/engine_digest.hpp"

#include <gtest/gtest.h>

namespace ballast::planner {
namespace {

TEST(EngineDigest, IsTheSameOnEveryMachine) {
  EXPECT_EQ(engine_digest(), "5fc46ccee5a31dff6f70b2e5ec54c76dc4fd800234cf584dda6da9bc82ef7f54")
      << "decisions changed: engines of the two builds will refuse to work together";
}

}  // namespace
}  // namespace ballast::planner
