// Goal: the checker finds, from a certificate alone, what scoring every set finds, and says so
// where that is too much.
#include "planner/bounding/check_exactness.hpp"

#include <gtest/gtest.h>

#include <random>

#include "planner/bounding/certify.hpp"
#include "planner/evaluation/search.hpp"
#include "tests/unit/planner/bounding/realistic_context.hpp"
#include "tests/unit/planner/evaluation/random_context.hpp"
#include "tests/unit/random_cases.hpp"
#include "tools/bench/exact_cases.hpp"

namespace ballast::planner {
namespace {

constexpr std::uint64_t many_steps = 100'000'000;

Score last_score(const std::vector<RankedSequence>& list, std::size_t keep) {
  return list.size() < keep ? Score{} : list.back().score;
}

TEST(CheckExactness, FindsWhatBruteForceFindsOnSmallProblems) {
  for (std::uint64_t seed = 1; seed <= random_cases(2000); ++seed) {
    std::mt19937_64 random{seed};
    const PlanContext context = test::random_context(random, {.most_a_side = 1 + seed % 6,
                                                              .grain = seed % 3 == 0 ? 60 : 3,
                                                              .with_required = seed % 5 == 0,
                                                              .with_rules = seed % 2 == 0,
                                                              .with_industries = seed % 7 < 3});
    const std::size_t keep = 1 + random() % 12;
    SearchResult expected = search_start(context, {});
    merge(expected, test::brute_force(context, {}, keep), keep);
    const auto checked = check_exactness(context, certify(context, *bound_basis(context)),
                                         last_score(expected.best, keep), keep, many_steps);
    ASSERT_TRUE(checked) << describe(checked.error());
    ASSERT_EQ(checked->best, expected.best) << "seed " << seed;
  }
}

TEST(CheckExactness, FindsTheBestOfRealisticProblems) {
  for (std::uint64_t seed = 1; seed <= random_cases(100); ++seed) {
    std::mt19937_64 random{seed};
    const PlanContext context = test::realistic_context(random, seed);
    SearchResult expected = search_start(context, {});
    merge(expected, search_range(context, {0, space_size(context)}, {}, 10), 10);
    const auto checked = check_exactness(context, certify(context, *bound_basis(context)),
                                         last_score(expected.best, 10), 10, many_steps);
    ASSERT_TRUE(checked) << describe(checked.error());
    ASSERT_EQ(checked->best, expected.best) << "seed " << seed;
  }
}

TEST(CheckExactness, WithoutTheTrueFloorFindsEveryBetterSet) {
  const PlanContext context = tools::make_case(3, {});
  const std::vector<RankedSequence> best =
      search_range(context, {0, space_size(context)}, {}, 10).best;
  const auto checked = check_exactness(context, certify(context, *bound_basis(context)),
                                       best[4].score, 10, many_steps);
  ASSERT_TRUE(checked);
  ASSERT_GE(checked->best.size(), 5U);
  EXPECT_EQ(checked->best.front(), best.front());
}

TEST(CheckExactness, SaysWhenThatIsTooMuch) {
  const PlanContext context = tools::make_case(1, {20, 6, 8, false, false});
  const auto checked =
      check_exactness(context, certify(context, *bound_basis(context)), Score{}, 10, 100'000);
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().kind, FailureKind::refused);
}

TEST(CheckExactness, RefusesACertificateThatProvesNothing) {
  const PlanContext context = tools::make_case(1, {});
  EXPECT_FALSE(check_exactness(context, {}, Score{}, 10, many_steps));
}

}  // namespace
}  // namespace ballast::planner
