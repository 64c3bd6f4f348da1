#include "planner/evaluation/engine_digest.hpp"

#include <gtest/gtest.h>

namespace ballast::planner {
namespace {

TEST(EngineDigest, IsTheSameOnEveryMachine) {
  EXPECT_EQ(engine_digest(), "46ae72647969bac1bbcd8f94d414952edb11211350fe3621d761ffa700ff3d14")
      << "decisions changed: engines of the two builds will refuse to work together";
}

}  // namespace
}  // namespace ballast::planner
