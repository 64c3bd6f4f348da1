// Goal: written-out sequences, doing nothing, and merging.
#include "planner/evaluation/search.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "planner/evaluation/evaluate.hpp"
#include "tests/unit/planner/evaluation/random_context.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::planner {
namespace {

using Sequences = std::vector<std::vector<CandidateIndex>>;

Sequences all_sets(const PlanContext& context) {
  const SetSpace space{context};
  Sequences sequences;
  for (std::uint64_t i = 0; i < space.size(); ++i) sequences.push_back(space.set_at(i));
  return sequences;
}

SearchResult part(std::mt19937_64& random, const PlanContext& context, std::size_t keep) {
  const std::uint64_t size = space_size(context);
  const std::uint64_t a = random() % (size + 1);
  const std::uint64_t b = random() % (size + 1);
  return search_range(context, {std::min(a, b), std::max(a, b)}, {}, keep);
}

SearchResult merged(SearchResult a, const SearchResult& b, std::size_t keep) {
  merge(a, b, keep);
  return a;
}

TEST(SearchSequences, EqualsTheRangeOfTheSameSetsInAnyOrder) {
  for (std::uint64_t seed = 1; seed <= random_cases(2000); ++seed) {
    std::mt19937_64 random{seed};
    const PlanContext context = test::random_context(random, {.most_a_side = 5,
                                                              .most_groups = 2 + seed % 6,
                                                              .with_rules = true,
                                                              .with_industries = seed % 2 == 0});
    const Distinctness distinctness = test::random_distinctness(random, context);
    Sequences sequences = all_sets(context);
    for (auto& sequence : sequences) std::shuffle(sequence.begin(), sequence.end(), random);
    std::shuffle(sequences.begin(), sequences.end(), random);
    ASSERT_EQ(search_sequences(context, sequences, distinctness, 7),
              search_range(context, {0, space_size(context)}, distinctness, 7))
        << "seed " << seed;
  }
}

TEST(SearchSequences, EqualsScoringEachOnPricePaths) {
  for (std::uint64_t seed = 1; seed <= random_cases(400); ++seed) {
    std::mt19937_64 random{seed};
    PlanContext context =
        test::random_context(random, {.most_a_side = 5, .grain = 8, .with_rules = true});
    test::add_scenarios(random, 1 + seed % 80, context);
    Sequences sequences(40);
    std::vector<RankedSequence> expected;
    for (auto& sequence : sequences) {
      for (std::size_t i = context.candidates.size(); i-- > 0;) {
        if (random() % 3 == 0) sequence.push_back(static_cast<CandidateIndex>(i));
      }
      if (clashes(context, sequence) || !feasible(context, sequence)) continue;
      expected.push_back(ranked(context, sequence));
    }
    const std::size_t evaluated = expected.size();
    std::sort(expected.begin(), expected.end(), ranks_before);
    expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
    if (expected.size() > 5) expected.resize(5);
    const auto width =
        static_cast<KernelWidth>(seed % (static_cast<unsigned>(widest_kernel()) + 1));
    const SearchResult result = search_sequences(context, sequences, {}, 5, width);
    ASSERT_EQ(result.best, expected) << "seed " << seed;
    ASSERT_EQ(result.evaluated, evaluated) << "seed " << seed;
  }
}

TEST(SearchSequences, KeepsASetOnceThoughItIsWrittenTwice) {
  std::mt19937_64 random{5};
  PlanContext context = test::random_context(random, {.most_a_side = 8});
  while (context.sell_count < 2) context = test::random_context(random, {.most_a_side = 8});
  const Sequences sequences{{0, 1}, {1, 0}};
  const SearchResult result = search_sequences(context, sequences, {}, 5);
  EXPECT_EQ(result.evaluated, 2U);
  EXPECT_EQ(result.best.size(), 1U);
}

TEST(SearchSequences, CountsTradesInConflictAsOutside) {
  PlanContext context;
  context.cash = 100;
  context.candidates = {{.security = 1, .cash = -1}, {.security = 2, .cash = -1}};
  context.conflicts = {{0, 1}};
  const SearchResult result = search_sequences(context, Sequences{{0}, {1, 0}}, {}, 5);
  EXPECT_EQ(result.evaluated, 1U);
  EXPECT_EQ(result.outside, 1U);
  EXPECT_EQ(result.best.size(), 1U);
}

TEST(SearchSequences, RefusesAnIndexThatIsNoCandidate) {
  const PlanContext context;
  EXPECT_THROW(static_cast<void>(search_sequences(context, Sequences{{0}}, {}, 5)),
               std::out_of_range);
}

TEST(SearchSequences, RefusesASequenceThatIsTooLong) {
  PlanContext context;
  context.candidates.push_back({.cash = -1});
  const Sequences sequences{std::vector<CandidateIndex>(max_sequence_length + 1, 0)};
  EXPECT_THROW(static_cast<void>(search_sequences(context, sequences, {}, 5)), std::out_of_range);
}

TEST(SearchStart, OffersDoingNothing) {
  std::mt19937_64 random{1};
  const PlanContext context = test::random_context(random, {});
  const SearchResult start = search_start(context, {});
  ASSERT_EQ(start.best.size(), 1U);
  EXPECT_TRUE(start.best[0].candidates.empty());
  EXPECT_EQ(start.best[0].score, score(context, {}));
  EXPECT_EQ(start.evaluated + start.infeasible + start.outside, 0U);
}

TEST(SearchStart, OffersNothingWhereASecurityMustBeTraded) {
  PlanContext context;
  context.required_securities = {3};
  EXPECT_TRUE(search_start(context, {}).best.empty());
}

TEST(SearchStart, OffersDoingNothingOnceOnly) {
  EXPECT_TRUE(search_start({}, Distinctness{{{}}}).best.empty());
  EXPECT_EQ(search_start({}, Distinctness{{{1, 2}}}).best.size(), 1U);
}

TEST(Merge, IsAssociativeAndCommutativeForOverlappingParts) {
  for (std::uint64_t seed = 1; seed <= random_cases(2000); ++seed) {
    std::mt19937_64 random{seed};
    const PlanContext context = test::random_context(random, {.grain = 2, .with_rules = true});
    const std::size_t keep = random() % 9;
    const SearchResult a = part(random, context, keep);
    const SearchResult b = part(random, context, keep);
    const SearchResult c = merged(search_start(context, {}), part(random, context, keep), keep);
    const SearchResult expected = merged(merged(a, b, keep), c, keep);
    ASSERT_EQ(merged(a, merged(b, c, keep), keep), expected) << "seed " << seed;
    ASSERT_EQ(merged(merged(c, b, keep), a, keep), expected) << "seed " << seed;
    ASSERT_EQ(merged(b, merged(a, c, keep), keep), expected) << "seed " << seed;
  }
}

TEST(Merge, KeepsASetThatIsInBothOnce) {
  std::mt19937_64 random{2};
  SearchResult all;
  while (all.best.size() < 10) {
    const PlanContext context = test::random_context(random, {.most_a_side = 8});
    all = search_range(context, {0, space_size(context)}, {}, 10);
  }
  EXPECT_EQ(merged(all, all, 10).best, all.best);
}

}  // namespace
}  // namespace ballast::planner
