// Goal: indices and sets are in one-to-one correspondence, and the counts are the true ones.
#include "planner/evaluation/set_space.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "tests/unit/planner/evaluation/random_context.hpp"

namespace ballast::planner {
namespace {

PlanContext offered(std::uint32_t sells, std::uint32_t buys, std::uint32_t both) {
  PlanContext context;
  context.sell_count = static_cast<std::uint16_t>(sells);
  for (std::uint32_t i = 0; i < sells; ++i) {
    context.candidates.push_back({.side = Side::sell, .security = i});
  }
  for (std::uint32_t i = 0; i < buys; ++i) {
    context.candidates.push_back({.security = sells - both + i, .cash = -1});
  }
  context.space_sells = static_cast<std::uint16_t>(sells);
  context.space_buys = static_cast<std::uint16_t>(buys);
  return context;
}

PlanContext capped(std::uint32_t a_side, std::uint16_t sells, std::uint16_t buys,
                   std::uint16_t depth) {
  PlanContext context = offered(a_side, a_side, 0);
  context.max_sells = sells;
  context.max_buys = buys;
  context.max_depth = depth;
  return context;
}

TEST(SetSpace, NumbersEverySetOnce) {
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    std::mt19937_64 random{seed};
    const SetSpace space{test::random_context(random, {.with_rules = true})};
    std::set<std::vector<CandidateIndex>> seen;
    for (std::uint64_t index = 0; index < space.size(); ++index) {
      const std::vector<CandidateIndex> set = space.set_at(index);
      ASSERT_EQ(space.index_of(set), index) << "seed " << seed;
      ASSERT_TRUE(std::is_sorted(set.begin(), set.end())) << "seed " << seed;
      ASSERT_TRUE(seen.insert(set).second) << "seed " << seed;
    }
  }
}

TEST(SetSpace, NumbersSetsOfALargeSpace) {
  const PlanContext context = capped(30, 10, 10, 10);
  const SetSpace space{context};
  std::mt19937_64 random{1};
  for (int i = 0; i < 20'000; ++i) {
    const std::uint64_t index = random() % space.size();
    ASSERT_EQ(space.index_of(space.set_at(index)), index);
  }
}

TEST(SetSpace, OrdersBlocksByCountsAndSetsLexicographically) {
  PlanContext context = offered(2, 2, 0);
  context.max_depth = 2;
  const std::vector<std::vector<CandidateIndex>> expected{{2},    {3},    {2, 3}, {0},    {1},
                                                          {0, 2}, {0, 3}, {1, 2}, {1, 3}, {0, 1}};
  const SetSpace space{context};
  ASSERT_EQ(space.size(), expected.size());
  for (std::uint64_t i = 0; i < space.size(); ++i) EXPECT_EQ(space.set_at(i), expected[i]);
}

TEST(SetSpace, HasTheKnownSizes) {
  EXPECT_EQ(space_size(capped(12, 4, 4, 5)), 53'870U);
  EXPECT_EQ(space_size(capped(20, 6, 6, 8)), 96'638'943U);
  EXPECT_EQ(space_size(capped(30, 10, 10, 10)), 93'178'047'048U);
}

TEST(SetSpace, IsEmptyWithoutCandidatesOrWithCapsOfZero) {
  EXPECT_EQ(space_size({}), 0U);
  EXPECT_EQ(space_size(capped(5, 0, 0, 5)), 0U);
  EXPECT_EQ(sets_in_space(capped(5, 0, 0, 5)), 0U);
}

TEST(SetSpace, CountsNoSetThatNamesASecurityTwice) {
  PlanContext context = offered(3, 3, 3);
  context.max_sells = context.max_buys = context.max_depth = 3;
  EXPECT_EQ(space_size(context), 41U);
  EXPECT_EQ(sets_in_space(context), 26U);
}

TEST(SetSpace, IsFormedOfTheFirstCandidatesOfEachSideOnly) {
  PlanContext context = offered(3, 3, 0);
  context.space_sells = 1;
  context.space_buys = 2;
  const SetSpace space{context};
  EXPECT_EQ(space.size(), 7U);
  EXPECT_EQ(sets_in_space(context), 7U);
  EXPECT_EQ(space.set_at(6), (std::vector<CandidateIndex>{0, 3, 4}));
  EXPECT_TRUE(space.holds(std::vector<CandidateIndex>{0, 4}));
  EXPECT_FALSE(space.holds(std::vector<CandidateIndex>{1, 4}));
  EXPECT_FALSE(space.holds(std::vector<CandidateIndex>{0, 5}));
  EXPECT_FALSE(space.holds(std::vector<CandidateIndex>{}));
  EXPECT_THROW(static_cast<void>(space.index_of(std::vector<CandidateIndex>{5})),
               std::out_of_range);
}

TEST(SetSpace, RefusesASpaceThatIsTooLarge) {
  EXPECT_THROW(static_cast<void>(space_size(capped(512, 10, 10, 10))), std::overflow_error);
  EXPECT_THROW(static_cast<void>(sets_in_space(capped(512, 10, 10, 10))), std::overflow_error);
}

TEST(SetSpace, RefusesASetBeyondTheCaps) {
  const PlanContext context = capped(5, 1, 2, 5);
  EXPECT_THROW(static_cast<void>(SetSpace{context}.index_of(std::vector<CandidateIndex>{0, 1})),
               std::out_of_range);
}

}  // namespace
}  // namespace ballast::planner
