// Slices come in any order; what is kept is where they are, as few as may be, and what they hold.
#include "actors/coordinator/finished_work.hpp"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "tests/unit/planner/evaluation/random_context.hpp"

namespace ballast::actors {
namespace {

using planner::IndexRange;
using Slices = std::vector<std::uint64_t>;

constexpr std::size_t best_kept = 4;

/// Cuts a space into slices of random sizes, in random order.
std::vector<IndexRange> cut_at_random(std::uint64_t size, std::mt19937_64& random) {
  std::vector<IndexRange> slices;
  for (std::uint64_t begin = 0; begin < size;) {
    const std::uint64_t end = std::min(size, begin + 1 + random() % (1 + size / 5));
    slices.push_back({begin, end});
    begin = end;
  }
  std::shuffle(slices.begin(), slices.end(), random);
  return slices;
}

/// Returns the slices of the indices that are marked, found one by one.
Slices plainly(const std::vector<bool>& finished) {
  Slices slices;
  for (std::size_t at = 0; at <= finished.size(); ++at) {
    const bool now = at < finished.size() && finished[at];
    const bool before = at > 0 && finished[at - 1];
    if (now != before) slices.push_back(at);
  }
  return slices;
}

TEST(FinishedWork, NothingIsFinishedAtFirst) {
  planner::SearchResult start;
  start.evaluated = 3;
  const FinishedWork finished(start);
  EXPECT_EQ(finished.slices(), Slices{});
  EXPECT_EQ(finished.size(), 0U);
  EXPECT_EQ(finished.found(), start);
}

TEST(FinishedWork, IsThatOfAllSlicesInAnyOrder) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    const planner::PlanContext context = planner::test::random_context(random, {});
    const std::uint64_t size = std::min<std::uint64_t>(planner::space_size(context), 3000);
    const planner::SearchResult start = planner::search_start(context, {});
    FinishedWork finished(start);
    std::vector<bool> marked(size, false);
    for (const IndexRange slice : cut_at_random(size, random)) {
      finished.add(slice, planner::search_range(context, slice, {}, best_kept), best_kept);
      std::fill(marked.begin() + static_cast<std::ptrdiff_t>(slice.begin),
                marked.begin() + static_cast<std::ptrdiff_t>(slice.end), true);
      ASSERT_EQ(finished.slices(), plainly(marked));
      ASSERT_TRUE(are_slices(finished.slices(), size));
      // Kept and taken up again it is the same.
      finished = FinishedWork(finished.found(), finished.slices());
    }
    planner::SearchResult whole = start;
    planner::merge(whole, planner::search_range(context, {0, size}, {}, best_kept), best_kept);
    EXPECT_EQ(finished.found(), whole);
    EXPECT_EQ(finished.size(), size);
  }
}

TEST(FinishedWork, SlicesThatAreNoneAreKnown) {
  EXPECT_TRUE(are_slices({}, 0));
  EXPECT_TRUE(are_slices({0, 5}, 5));
  EXPECT_FALSE(are_slices({0, 6}, 5));
  EXPECT_FALSE(are_slices({0}, 5));
  EXPECT_FALSE(are_slices({2, 2}, 5));
  EXPECT_FALSE(are_slices({2, 4, 3, 5}, 5));
}

}  // namespace
}  // namespace ballast::actors
