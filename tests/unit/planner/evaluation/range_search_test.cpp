// Goal: however the space is cut, walked and merged, the answer is that of brute force.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "planner/evaluation/evaluate.hpp"
#include "planner/evaluation/search.hpp"
#include "tests/unit/planner/evaluation/random_context.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::planner {
namespace {

std::vector<IndexRange> random_cuts(std::mt19937_64& random, std::uint64_t size) {
  std::vector<std::uint64_t> borders{0, size};
  for (std::uint64_t i = 0; i < random() % 6; ++i) borders.push_back(random() % (size + 1));
  std::sort(borders.begin(), borders.end());
  std::vector<IndexRange> ranges;
  for (std::size_t i = 1; i < borders.size(); ++i) ranges.push_back({borders[i - 1], borders[i]});
  std::shuffle(ranges.begin(), ranges.end(), random);
  return ranges;
}

/// Returns any of the widths that this machine has.
KernelWidth random_width(std::mt19937_64& random) {
  return static_cast<KernelWidth>(random() % (static_cast<unsigned>(widest_kernel()) + 1));
}

SearchResult search_in_steps(std::mt19937_64& random, const PlanContext& context, IndexRange range,
                             const Distinctness& distinctness, std::size_t keep) {
  RangeSearch search{context, range, distinctness, keep, random_width(random)};
  while (search.advance(1 + random() % 50)) {
  }
  EXPECT_EQ(search.done(), range.end - range.begin);
  return search.result();
}

void expect_brute_force(std::uint64_t seed, const test::ProblemShape& shape, bool distinct,
                        std::size_t paths = 0) {
  std::mt19937_64 random{seed};
  PlanContext context = test::random_context(random, shape);
  if (paths > 0) test::add_scenarios(random, paths, context);
  ASSERT_FALSE(find_fault(context)) << "seed " << seed;
  const Distinctness distinctness =
      distinct ? test::random_distinctness(random, context) : Distinctness{};
  const std::size_t keep = random() % 12;
  SearchResult merged;
  for (const IndexRange& range : random_cuts(random, space_size(context))) {
    merge(merged, search_in_steps(random, context, range, distinctness, keep), keep);
  }
  const SearchResult expected = test::brute_force(context, distinctness, keep);
  ASSERT_EQ(merged, expected) << "seed " << seed;
  const std::uint64_t sets = expected.evaluated + expected.infeasible;
  if (context.conflicts.empty()) {
    ASSERT_EQ(sets, sets_in_space(context)) << "seed " << seed;
  } else {
    ASSERT_LE(sets, sets_in_space(context)) << "seed " << seed;
  }
}

TEST(RangeSearch, EqualsBruteForceHoweverTheSpaceIsCut) {
  for (std::uint64_t seed = 1; seed <= random_cases(4000); ++seed) {
    expect_brute_force(seed, {.with_rules = seed % 2 == 0, .with_industries = seed % 3 == 0},
                       false);
    if (HasFatalFailure()) return;
  }
}

TEST(RangeSearch, EqualsBruteForceWhereNearlyAllSetsTie) {
  for (std::uint64_t seed = 10'001; seed <= 10'000 + random_cases(2000); ++seed) {
    expect_brute_force(seed, {.most_groups = 1, .grain = 1, .with_rules = seed % 2 == 0}, false);
    if (HasFatalFailure()) return;
  }
}

TEST(RangeSearch, EqualsBruteForceWithRequiredSecuritiesAndReferences) {
  for (std::uint64_t seed = 20'001; seed <= 20'000 + random_cases(3000); ++seed) {
    expect_brute_force(seed,
                       {.grain = 8,
                        .with_required = seed % 2 == 0,
                        .with_rules = seed % 3 == 0,
                        .with_industries = seed % 5 == 0},
                       true);
    if (HasFatalFailure()) return;
  }
}

TEST(RangeSearch, FindsTheSameAtEveryWidthInLargerSpaces) {
  constexpr std::size_t keep = 10;
  for (std::uint64_t seed = 60'001; seed <= 60'000 + random_cases(1000); ++seed) {
    std::mt19937_64 random{seed};
    const PlanContext context = test::random_context(random, {.most_a_side = 10,
                                                              .grain = seed % 3 == 0 ? 1 : 8,
                                                              .with_rules = seed % 2 == 0,
                                                              .with_industries = seed % 5 == 0});
    const std::uint64_t size = space_size(context);
    RangeSearch one_by_one{context, {0, size}, {}, keep, KernelWidth::none};
    one_by_one.advance(size);
    SearchResult merged;
    for (const IndexRange& range : random_cuts(random, size)) {
      RangeSearch search{context, range, {}, keep, random_width(random)};
      while (search.advance(1 + random() % 20'000)) {
      }
      merge(merged, search.result(), keep);
    }
    ASSERT_EQ(merged, one_by_one.result()) << "seed " << seed;
  }
}

TEST(RangeSearch, EqualsBruteForceOnPricePaths) {
  for (std::uint64_t seed = 40'001; seed <= 40'000 + random_cases(2500); ++seed) {
    expect_brute_force(seed,
                       {.most_a_side = 4,
                        .with_required = seed % 5 == 0,
                        .with_rules = seed % 4 == 0,
                        .with_industries = seed % 2 == 0},
                       seed % 3 == 0, 1 + seed % 23);
    if (HasFatalFailure()) return;
  }
}

TEST(RangeSearch, EqualsBruteForceOnManyPricePathsWithFewTies) {
  for (std::uint64_t seed = 50'001; seed <= 50'000 + random_cases(200); ++seed) {
    expect_brute_force(seed, {.most_a_side = 4, .grain = 30, .with_industries = seed % 2 == 0},
                       false, 60 + seed % 100);
    if (HasFatalFailure()) return;
  }
}

TEST(RangeSearch, KeepsFeasibleSetsWithTheirExactScores) {
  for (std::uint64_t seed = 30'001; seed <= 30'000 + random_cases(500); ++seed) {
    std::mt19937_64 random{seed};
    const PlanContext context = test::random_context(random, {.grain = 30});
    for (const RankedSequence& sequence :
         search_range(context, {0, space_size(context)}, {}, 20).best) {
      ASSERT_EQ(sequence, ranked(context, sequence.candidates)) << "seed " << seed;
      ASSERT_TRUE(feasible(context, sequence.candidates)) << "seed " << seed;
      ASSERT_FALSE(clashes(context, sequence.candidates)) << "seed " << seed;
    }
  }
}

TEST(RangeSearch, HasAnAnswerAfterEveryStep) {
  std::mt19937_64 random{7};
  const PlanContext context = test::random_context(random, {.most_a_side = 8});
  const std::uint64_t size = space_size(context);
  RangeSearch search{context, {0, size}, {}, 5};
  for (std::uint64_t seen = 0; seen < size; ++seen) {
    ASSERT_EQ(search.result(), search_range(context, {0, seen}, {}, 5));
    ASSERT_EQ(search.advance(1), seen + 1 < size);
  }
}

TEST(RangeSearch, SurvivesBeingMoved) {
  std::mt19937_64 random{11};
  const PlanContext context = test::random_context(random, {.most_a_side = 8});
  RangeSearch first{context, {0, space_size(context)}, {}, 5};
  first.advance(3);
  RangeSearch second = std::move(first);
  while (second.advance(100)) {
  }
  EXPECT_EQ(second.result(), search_range(context, {0, space_size(context)}, {}, 5));
}

TEST(RangeSearch, FindsNothingInAnEmptyRange) {
  std::mt19937_64 random{3};
  const PlanContext context = test::random_context(random, {});
  RangeSearch search{context, {0, 0}, {}, 5};
  EXPECT_FALSE(search.advance(10));
  EXPECT_EQ(search.result(), SearchResult{});
}

TEST(RangeSearch, RefusesARangeBeyondTheSpace) {
  std::mt19937_64 random{3};
  const PlanContext context = test::random_context(random, {});
  const std::uint64_t size = space_size(context);
  EXPECT_THROW(RangeSearch(context, {0, size + 1}, {}, 5), std::out_of_range);
  EXPECT_THROW(RangeSearch(context, {1, 0}, {}, 5), std::out_of_range);
}

TEST(RangeSearch, SpendsNoTimeOnPurchasesBeyondAllCash) {
  PlanContext context;
  context.cash = -1;
  context.max_depth = context.max_buys = 10;
  for (std::uint32_t i = 0; i < 60; ++i) {
    context.candidates.push_back({.security = i, .cash = -1'000'000});
  }
  context.space_buys = 60;
  const std::uint64_t size = space_size(context);
  ASSERT_GT(size, 90'000'000'000U);
  const SearchResult result = search_range(context, {0, size}, {}, 10);
  EXPECT_EQ(result.infeasible, size);
  EXPECT_TRUE(result.best.empty());
}

}  // namespace
}  // namespace ballast::planner
