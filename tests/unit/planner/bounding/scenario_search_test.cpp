// Goal: with prices that move the bounded search finds what scoring every set on every path finds,
// and no surrogate ever scores a set below its combined score.
#include <gtest/gtest.h>

#include <random>

#include "planner/bounding/can_bound.hpp"
#include "planner/bounding/exact_search.hpp"
#include "planner/bounding/surrogate.hpp"
#include "planner/evaluation/evaluate.hpp"
#include "planner/evaluation/search.hpp"
#include "tests/unit/planner/bounding/realistic_context.hpp"
#include "tests/unit/planner/evaluation/random_context.hpp"

namespace ballast::planner {
namespace {

PlanContext random_scenarios(std::mt19937_64& random, std::uint64_t seed) {
  PlanContext context = test::random_context(random, {.most_a_side = 1 + seed % 5,
                                                      .grain = seed % 3 == 0 ? 60 : 3,
                                                      .with_required = seed % 5 == 0,
                                                      .with_rules = seed % 2 == 0,
                                                      .with_industries = seed % 7 < 3});
  test::add_scenarios(random, 1 + random() % 40, context);
  return context;
}

std::vector<CandidateIndex> random_set(std::mt19937_64& random, const PlanContext& context) {
  std::vector<CandidateIndex> set;
  for (std::size_t i = 0; i < context.candidates.size() && set.size() < context.max_depth; ++i) {
    const bool in_space = i < context.sell_count
                              ? i < context.space_sells
                              : i < context.sell_count + std::size_t{context.space_buys};
    if (in_space && random() % 2 == 0) set.push_back(static_cast<CandidateIndex>(i));
  }
  return set;
}

/// Any scores, for weights that are tight for none of the sets that are looked at.
std::vector<std::int64_t> any_scores(std::mt19937_64& random, std::size_t paths) {
  std::vector<std::int64_t> scores(paths);
  for (std::int64_t& score : scores) score = static_cast<std::int64_t>(random() % 1000);
  return scores;
}

TEST(Surrogate, NeverScoresASetBelowItsCombinedScore) {
  for (std::uint64_t seed = 1; seed <= 4000; ++seed) {
    std::mt19937_64 random{seed};
    const PlanContext context = random_scenarios(random, seed);
    const Surrogates surrogates(context);
    AverageWeights average;
    for (std::uint64_t i = 0; i <= seed % 3; ++i) {
      average.add(weights_for(surrogates.parts(), any_scores(random, context.scenarios->paths)));
    }
    const PlanContext surrogate = surrogates.with(average.average());
    for (int i = 0; i < 10; ++i) {
      const auto set = random_set(random, context);
      ASSERT_GE(score(surrogate, set), score(context, set)) << "seed " << seed;
    }
  }
}

TEST(ScenarioSearch, EqualsBruteForceOnSmallProblems) {
  std::uint64_t bounded = 0;
  for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
    std::mt19937_64 random{seed};
    const PlanContext context = random_scenarios(random, seed);
    if (!can_bound(context)) continue;
    ++bounded;
    const Distinctness distinctness = test::random_distinctness(random, context);
    const std::size_t keep = 1 + random() % 12;
    SearchResult expected = search_start(context, distinctness);
    merge(expected, test::brute_force(context, distinctness, keep), keep);
    const ExactResult found = search_exactly(context, distinctness, keep);
    ASSERT_TRUE(found.exact);
    ASSERT_EQ(found.best, expected.best) << "seed " << seed;
  }
  EXPECT_GT(bounded, 2000U);
}

TEST(ScenarioSearch, HandlesNoPathThatMultipliesTermsOutOfAllProportion) {
  std::mt19937_64 random{1};
  PlanContext context = test::realistic_context(random, 1);
  test::add_scenarios(random, 3, context);
  EXPECT_TRUE(can_bound(context));
  EXPECT_FALSE(can_certify(context));
  context.scenarios->ratios.back() = 60 * Score::one;
  EXPECT_FALSE(can_bound(context));
}

}  // namespace
}  // namespace ballast::planner
