// Goal: the bounded search finds what scoring every set finds: the same sets, order and scores, for
// a small part of the work, and can be stopped anywhere.
#include "planner/bounding/exact_search.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "planner/evaluation/search.hpp"
#include "tests/unit/planner/bounding/realistic_context.hpp"
#include "tests/unit/planner/evaluation/random_context.hpp"
#include "tests/unit/random_cases.hpp"
#include "tools/bench/exact_cases.hpp"

namespace ballast::planner {
namespace {

std::vector<RankedSequence> enumerated(const PlanContext& context, const Distinctness& distinctness,
                                       std::size_t keep) {
  SearchResult result = search_start(context, distinctness);
  merge(result, search_range(context, {0, space_size(context)}, distinctness, keep), keep);
  return result.best;
}

TEST(ExactSearch, EqualsTheEnumerationOfSmallProblems) {
  for (std::uint64_t seed = 1; seed <= random_cases(10'000); ++seed) {
    std::mt19937_64 random{seed};
    const test::ProblemShape shape{.most_a_side = 1 + seed % 7,
                                   .grain = seed % 3 == 0 ? 60 : 3,
                                   .with_required = seed % 5 == 0,
                                   .with_rules = seed % 2 == 0,
                                   .with_industries = seed % 7 < 3};
    const PlanContext context = test::random_context(random, shape);
    const Distinctness distinctness = test::random_distinctness(random, context);
    const std::size_t keep = random() % 12;
    ASSERT_TRUE(can_bound(context));
    const ExactResult found = search_exactly(context, distinctness, keep);
    ASSERT_TRUE(found.exact);
    ASSERT_EQ(found.best, enumerated(context, distinctness, keep)) << "seed " << seed;
  }
}

TEST(ExactSearch, TellsApartSetsThatAreWorthNothing) {
  for (std::uint64_t seed = 1; seed <= random_cases(500); ++seed) {
    std::mt19937_64 random{seed};
    PlanContext context = test::random_context(random, {.most_a_side = 6, .grain = 3});
    context.base_parts.promise = -Score::one;
    context.base_linear = context.base_parts.sum();
    const Distinctness distinctness = test::random_distinctness(random, context);
    ASSERT_EQ(search_exactly(context, distinctness, 4).best, enumerated(context, distinctness, 4))
        << "seed " << seed;
  }
}

TEST(ExactSearch, EqualsBruteForceUpToTwelveCandidatesAndDepthSix) {
  for (std::uint64_t seed = 1; seed <= random_cases(300); ++seed) {
    std::mt19937_64 random{seed};
    const PlanContext context =
        test::random_context(random, {.most_a_side = 6,
                                      .grain = 2 + static_cast<std::int64_t>(seed % 40),
                                      .with_rules = seed % 2 == 0,
                                      .with_industries = seed % 3 == 0});
    const std::size_t keep = 1 + random() % 20;
    SearchResult expected = search_start(context, {});
    merge(expected, test::brute_force(context, {}, keep), keep);
    ASSERT_EQ(search_exactly(context, {}, keep).best, expected.best) << "seed " << seed;
  }
}

TEST(ExactSearch, EqualsTheEnumerationAtTheDefaultCaps) {
  for (std::uint64_t seed = 1; seed <= random_cases(300); ++seed) {
    std::mt19937_64 random{seed};
    const PlanContext context = test::realistic_context(random, seed);
    const std::size_t keep = 1 + random() % 12;
    const auto expected = enumerated(context, {}, keep);
    ASSERT_EQ(search_exactly(context, {}, keep).best, expected) << "seed " << seed;
    if (expected.empty()) continue;
    const Distinctness different{{expected.front().candidates, expected.back().candidates}};
    ASSERT_EQ(search_exactly(context, different, 1).best, enumerated(context, different, 1))
        << "the alternative of seed " << seed;
  }
}

TEST(ExactSearch, LooksAtASmallPartOfALargeSpace) {
  std::vector<std::uint64_t> nodes;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const PlanContext context = tools::make_case(seed, {20, 6, 8, false, false});
    nodes.push_back(search_exactly(context, {}, 10).nodes);
    ASSERT_GT(sets_in_space(context), 50'000'000U);
  }
  std::sort(nodes.begin(), nodes.end());
  EXPECT_LT(nodes[17], 100'000U) << "0.2 % of all sets, for nine of ten cases";
}

TEST(ExactSearch, DoesNotCountTheTiesOfThirtyIdenticalPurchases) {
  const PlanContext context = tools::make_case(1, {30, 10, 10, false, true});
  EXPECT_LT(search_exactly(context, {}, 10).nodes, 200'000U);
}

TEST(ExactSearch, EqualsTheEnumerationOfIdenticalTrades) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const PlanContext context = tools::make_case(seed, {12, 4, 5, seed % 2 == 0, true});
    ASSERT_EQ(search_exactly(context, {}, 10).best, enumerated(context, {}, 10)) << "seed " << seed;
  }
}

TEST(ExactSearch, GoesOnWhereItWasStopped) {
  for (std::uint64_t seed = 1; seed <= random_cases(200); ++seed) {
    std::mt19937_64 random{seed};
    const PlanContext context = test::realistic_context(random, seed);
    const ExactResult whole = search_exactly(context, {}, 5);
    ExactSearch search{context, {}, 5};
    while (search.advance(1 + random() % 500)) {
    }
    ASSERT_EQ(search.result().best, whole.best) << "seed " << seed;
    ASSERT_TRUE(search.result().exact);
  }
}

TEST(ExactSearch, SaysHowMuchBetterAnUnseenSetCanBe) {
  std::uint64_t stopped = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(100); ++seed) {
    const PlanContext context = tools::make_case(seed, {30, 10, 10, false, false});
    const ExactResult whole = search_exactly(context, {}, 5);
    ExactSearch search{context, {}, 5};
    search.advance(6'000);
    const ExactResult part = search.result();
    ASSERT_EQ(part.exact, part.open.empty());
    ASSERT_GE(part.upper_bound(), whole.best.front().score) << "seed " << seed;
    ASSERT_LE(part.best.front().score, whole.best.front().score) << "seed " << seed;
    if (part.exact) continue;
    ++stopped;
    for (const RankedSequence& sequence : whole.best) {
      const bool seen = std::count(part.best.begin(), part.best.end(), sequence) > 0;
      ASSERT_TRUE(seen || sequence.score <= part.upper_bound()) << "seed " << seed;
    }
  }
  EXPECT_GT(stopped, random_cases(10));
}

TEST(ExactSearch, OfPartsInAnyOrderIsTheWholeWhateverWasKnown) {
  std::uint64_t spread = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    std::mt19937_64 random{seed};
    const PlanContext context = tools::make_case(seed, {30, 10, 10, false, false});
    ExactSearch first{context, {}, 7};
    first.advance(1);
    const ExactResult begun = first.result();
    SearchResult merged;
    merged.best = begun.best;
    std::vector<OpenNode> left = begun.open;
    spread += left.size();
    while (!left.empty()) {
      std::shuffle(left.begin(), left.end(), random);
      const auto count = static_cast<std::ptrdiff_t>(1 + random() % left.size());
      std::vector<OpenNode> part(left.begin(), left.begin() + count);
      left.erase(left.begin(), left.begin() + count);
      const bool told = random() % 2 == 0;
      ExactSearch search{context, {}, 7, part, told ? merged.best : std::vector<RankedSequence>{}};
      search.advance(1 + random() % 100'000);
      const ExactResult answer = search.result();
      SearchResult found;
      found.best = answer.best;
      merge(merged, found, 7);
      left.insert(left.end(), answer.open.begin(), answer.open.end());
    }
    ASSERT_EQ(merged.best, search_exactly(context, {}, 7).best) << "seed " << seed;
  }
  EXPECT_GT(spread, 40U);
}

TEST(ExactSearch, KeepsNothingWhereNothingIsAskedFor) {
  const PlanContext context = tools::make_case(1, {});
  const ExactResult found = search_exactly(context, {}, 0);
  EXPECT_TRUE(found.best.empty());
  EXPECT_TRUE(found.exact);
}

TEST(ExactSearch, FindsNothingWhereARequiredSecurityCannotBeTraded) {
  PlanContext context = tools::make_case(1, {});
  context.required_securities = {1'000};
  const ExactResult found = search_exactly(context, {}, 3);
  EXPECT_TRUE(found.best.empty());
  EXPECT_TRUE(found.exact);
}

TEST(CanBound, RefusesNumbersOutOfAllProportionAndTooManyCandidates) {
  PlanContext context = tools::make_case(1, {});
  EXPECT_TRUE(can_bound(context));
  PlanContext large = context;
  large.candidates[3].linear = 5 * Score::one;
  EXPECT_FALSE(can_bound(large));
  PlanContext with_industries = context;
  with_industries.industry_full = Score::one / 10;
  with_industries.base_industries = {0};
  EXPECT_TRUE(can_bound(with_industries));
  with_industries.candidates[3].industries = {{0, 5 * Score::one}};
  EXPECT_FALSE(can_bound(with_industries));
  PlanContext many = context;
  many.candidates.resize(most_bounded_candidates + 1, many.candidates.back());
  EXPECT_FALSE(can_bound(many));
}

}  // namespace
}  // namespace ballast::planner
