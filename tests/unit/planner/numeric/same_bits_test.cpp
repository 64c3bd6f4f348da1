// The bits themselves, pinned: another compiler, processor or C library must give these and no
// others, because plans computed on different machines are compared byte by byte.
#include <gtest/gtest.h>

#include <bit>
#include <cstdint>

#include "planner/numeric/elementary.hpp"
#include "planner/numeric/normal.hpp"
#include "planner/numeric/philox.hpp"

namespace ballast::planner {
namespace {

constexpr std::uint64_t draws = 10'000;
constexpr std::uint64_t seed = 12345;

std::uint64_t mixed(std::uint64_t digest, double value) {
  return (digest ^ std::bit_cast<std::uint64_t>(value)) * 0x100000001b3U;
}

template <class Function>
std::uint64_t digest_of(Function function) {
  std::uint64_t digest = 0xcbf29ce484222325U;
  for (std::uint64_t i = 0; i < draws; ++i) {
    digest = mixed(digest, function(uniform_draw(seed, 0, i), uniform_draw(seed, 1, i)));
  }
  return digest;
}

TEST(SameBits, ElementaryFunctionsAndDrawsArePinned) {
  EXPECT_EQ(digest_of([](double u, double) { return u; }), 0x42c15fda6d9a2f3aU);
  EXPECT_EQ(digest_of([](double u, double) { return exponential(40.0 * u - 20.0); }),
            0xf95b9f10568f4368U);
  EXPECT_EQ(digest_of([](double u, double v) { return logarithm(1000.0 * u * v); }),
            0xbd3a42f741044eU);
  EXPECT_EQ(digest_of([](double u, double v) { return power(3.0 * u, 20.0 * v - 10.0); }),
            0x2a1aebc0d5aa5f2cU);
  EXPECT_EQ(digest_of([](double u, double) { return normal_quantile(u); }), 0x172e2b86765b2c8aU);
  EXPECT_EQ(digest_of([](double u, double v) { return normal_quantile(u * v * v * v); }),
            0xb2567e6e623e7099U);
}

}  // namespace
}  // namespace ballast::planner
