#include "planner/evaluation/engine_digest.hpp"

#include <gtest/gtest.h>

namespace ballast::planner {
namespace {

TEST(EngineDigest, IsTheSameOnEveryMachine) {
  EXPECT_EQ(engine_digest(), "31c0e0befff1f5e71c99db3d2e3f816d10c174b02761476f3355dbf84e55c070")
      << "decisions changed: engines of the two builds will refuse to work together";
}

}  // namespace
}  // namespace ballast::planner
