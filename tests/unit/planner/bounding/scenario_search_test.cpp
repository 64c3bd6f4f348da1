// Goal: with prices that move the bounded search finds what scoring every set on every path finds,
// and no surrogate ever scores a set below its combined score.
#include <gtest/gtest.h>

#include <random>

#include "planner/bounding/can_bound.hpp"
#include "planner/bounding/certify.hpp"
#include "planner/bounding/check_exactness.hpp"
#include "planner/bounding/exact_search.hpp"
#include "planner/bounding/mean_of_paths.hpp"
#include "planner/bounding/surrogate.hpp"
#include "planner/evaluation/evaluate.hpp"
#include "planner/evaluation/search.hpp"
#include "tests/unit/planner/bounding/realistic_context.hpp"
#include "tests/unit/planner/evaluation/random_context.hpp"
#include "tests/unit/random_cases.hpp"

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

/// Shares that are tight for none of the sets that are looked at, or more than they need be.
PathShares any_shares(std::mt19937_64& random, std::size_t paths) {
  AverageShares average;
  const std::uint64_t parts = 1 + random() % 3;
  for (std::uint64_t i = 0; i < parts; ++i) {
    std::vector<std::int64_t> scores(paths);
    for (std::int64_t& score : scores) score = static_cast<std::int64_t>(random() % 1000);
    average.add(shares_for(scores));
  }
  PathShares shares = average.average();
  if (random() % 2 == 0) shares.worst[random() % paths] += path_share_one / 3;
  return shares;
}

TEST(Surrogate, NeverScoresASetBelowItsCombinedScore) {
  for (std::uint64_t seed = 1; seed <= random_cases(4000); ++seed) {
    std::mt19937_64 random{seed};
    const PlanContext context = random_scenarios(random, seed);
    const Surrogates surrogates(context);
    const PathShares shares = any_shares(random, context.scenarios->paths);
    ASSERT_TRUE(shares_hold(shares, context.scenarios->paths)) << "seed " << seed;
    const PlanContext surrogate = surrogates.with(weights_of(surrogates.parts(), shares));
    ASSERT_EQ(mean_of_paths(context, shares), surrogate) << "seed " << seed;
    for (int i = 0; i < 10; ++i) {
      const auto set = random_set(random, context);
      ASSERT_GE(score(surrogate, set), score(context, set)) << "seed " << seed;
    }
  }
}

TEST(ScenarioSearch, EqualsBruteForceOnSmallProblems) {
  std::uint64_t bounded = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(3000); ++seed) {
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
  EXPECT_GT(bounded, random_cases(2000));
}

TEST(ScenarioCertificate, ProvesABoundAndFindsTheBestAlone) {
  for (std::uint64_t seed = 1; seed <= random_cases(1500); ++seed) {
    std::mt19937_64 random{seed};
    const PlanContext context = random_scenarios(random, seed);
    if (!can_bound(context)) continue;
    const Certificate certificate = certify(context, *bound_basis(context));
    const std::size_t keep = 1 + random() % 12;
    const std::vector<RankedSequence> best = search_exactly(context, {}, keep).best;
    for (const RankedSequence& one : best) {
      ASSERT_GE(certificate.bound, one.score) << "seed " << seed;
    }
    const Score floor = best.size() < keep ? Score{} : best.back().score;
    const auto checked = check_exactness(context, certificate, floor, keep, 10'000'000);
    ASSERT_TRUE(checked) << describe(checked.error());
    ASSERT_EQ(checked->best, best) << "seed " << seed;
  }
}

TEST(ScenarioCertificate, WithAnySharesBoundsEveryScore) {
  for (std::uint64_t seed = 1; seed <= random_cases(1500); ++seed) {
    std::mt19937_64 random{seed};
    const PlanContext context = random_scenarios(random, seed);
    if (!can_bound(context)) continue;
    const std::size_t paths = context.scenarios->paths;
    const BoundBasis other{bound_basis(context)->context, any_shares(random, paths)};
    const auto bound = proven_bound(context, certify(context, other));
    ASSERT_TRUE(bound) << describe(bound.error());
    const auto best = search_exactly(context, {}, 1).best;
    ASSERT_TRUE(best.empty() || *bound >= best.front().score) << "seed " << seed;
  }
}

TEST(ScenarioCertificate, WithSharesThatDoNotHoldIsRefused) {
  std::mt19937_64 random{1};
  PlanContext context = test::realistic_context(random, 1);
  test::add_scenarios(random, 30, context);
  const Certificate sound = certify(context, *bound_basis(context));
  ASSERT_TRUE(proven_bound(context, sound));
  const auto refused = [&](void (*change)(PathShares & shares)) {
    Certificate changed = sound;
    change(*changed.paths);
    return !proven_bound(context, changed);
  };
  EXPECT_TRUE(refused([](PathShares& shares) { shares.worst.pop_back(); }));
  EXPECT_TRUE(refused([](PathShares& shares) { shares.worst[3] = -1; }));
  EXPECT_TRUE(refused([](PathShares& shares) { shares.worst.assign(30, 0); }));
  EXPECT_TRUE(refused([](PathShares& shares) { shares.percentile.assign(30, 0); }));
  EXPECT_TRUE(refused([](PathShares& shares) { shares.percentile[5] = 3 * path_share_one; }));
  Certificate without = sound;
  without.paths.reset();
  EXPECT_EQ(proven_bound(context, without).error().where, "certificate, paths");
}

TEST(ScenarioSearch, HandlesNoPathThatMultipliesTermsOutOfAllProportion) {
  std::mt19937_64 random{1};
  PlanContext context = test::realistic_context(random, 1);
  test::add_scenarios(random, 3, context);
  EXPECT_TRUE(can_bound(context));
  context.scenarios->ratios.back() = 60 * Score::one;
  EXPECT_FALSE(can_bound(context));
}

}  // namespace
}  // namespace ballast::planner
