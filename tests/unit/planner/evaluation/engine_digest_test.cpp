#include "planner/evaluation/engine_digest.hpp"

#include <gtest/gtest.h>

namespace ballast::planner {
namespace {

TEST(EngineDigest, IsTheSameOnEveryMachine) {
  EXPECT_EQ(engine_digest(), "e652f4549f8cc637a579cd5c815b26d39fca983fcbf8c21a599e6430d5ecd9ea")
      << "decisions changed: engines of the two builds will refuse to work together";
}

}  // namespace
}  // namespace ballast::planner
