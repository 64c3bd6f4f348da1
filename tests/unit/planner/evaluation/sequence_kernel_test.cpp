// Goal: written-out sequences have the same answer with vectors of every width, and one by one.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "planner/evaluation/evaluate.hpp"
#include "planner/evaluation/search.hpp"
#include "planner/evaluation/sequence_rows.hpp"
#include "tests/unit/planner/evaluation/random_context.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::planner {
namespace {

constexpr std::size_t sequences_of_case = 60;

/// Returns any sets of at most so many trades; some name a security twice.
SequenceList random_list(std::mt19937_64& random, const PlanContext& context, std::size_t longest) {
  SequenceList list{longest};
  for (std::size_t i = 0; i < sequences_of_case; ++i) {
    std::vector<CandidateIndex> set;
    const std::uint64_t rarity = 2 + random() % 5;
    for (std::size_t index = 0; index < context.candidates.size(); ++index) {
      if (set.size() == longest || random() % rarity != 0) continue;
      set.push_back(static_cast<CandidateIndex>(index));
    }
    list.add(set);
  }
  return list;
}

/// Leaves nothing that must be counted apart.
void simplify(PlanContext& context) {
  context.dividend_cap = max_term_ticks;
  context.cash = std::max<std::int64_t>(0, context.cash);
  for (CandidateTerms& terms : context.candidates) {
    if (terms.side == Side::sell) terms.cash = std::max<std::int64_t>(0, terms.cash);
  }
}

TEST(SequenceKernel, SaysTheSameAtEveryWidth) {
  const auto widest = static_cast<unsigned>(widest_kernel());
  std::size_t looked_at = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(4000); ++seed) {
    std::mt19937_64 random{seed};
    PlanContext context =
        test::random_context(random, {.most_a_side = 10,
                                      .most_groups = 2 + seed % 6,
                                      .grain = 1 + static_cast<std::int64_t>(seed % 3),
                                      .with_rules = seed % 4 < 2,
                                      .with_industries = seed % 5 == 0});
    if (seed % 2 == 0) simplify(context);
    ASSERT_FALSE(find_fault(context)) << "seed " << seed;
    const SequenceList list = random_list(random, context, 1 + random() % max_sequence_length);
    const std::size_t keep = random() % 12;
    const SearchResult expected = search_sequences(context, list, {}, keep, KernelWidth::none);
    for (unsigned width = 1; width <= widest; ++width) {
      ASSERT_EQ(search_sequences(context, list, {}, keep, static_cast<KernelWidth>(width)),
                expected)
          << "seed " << seed << ", width " << width;
    }
    if (SequenceRows::fit(context, list)) looked_at += list.size();
  }
  EXPECT_GE(looked_at, random_cases(100'000)) << "too few were looked at by the kernels";
}

TEST(SequenceKernel, CountsSellsAloneAsPaidFor) {
  PlanContext context;
  context.cash = -100;
  context.sell_count = 1;
  context.candidates = {{.side = Side::sell, .security = 1, .cash = 50},
                        {.security = 2, .cash = -10}};
  const SearchResult result =
      search_sequences(context, std::vector<std::vector<CandidateIndex>>{{0}, {0, 1}, {1}}, {}, 5);
  EXPECT_EQ(result.evaluated, 1U);
  EXPECT_EQ(result.infeasible, 2U);
}

TEST(SequenceList, GivesBackWhatWasAddedInOrder) {
  std::mt19937_64 random{3};
  std::vector<std::vector<CandidateIndex>> sequences;
  for (std::size_t i = 0; i < 30; ++i) {
    auto& sequence = sequences.emplace_back(random() % 11);
    for (CandidateIndex& index : sequence) index = static_cast<CandidateIndex>(random() % 1024);
  }
  const SequenceList list{sequences};
  ASSERT_EQ(list.size(), sequences.size());
  for (std::size_t i = 0; i < sequences.size(); ++i) {
    std::sort(sequences[i].begin(), sequences[i].end());
    EXPECT_EQ(list.at(i), sequences[i]);
  }
}

TEST(SequenceList, KnowsWhatAreSets) {
  EXPECT_TRUE(SequenceList({{1, 2}, {}}).were_sets());
  EXPECT_FALSE(SequenceList({{2, 1}}).were_sets());
  EXPECT_FALSE(SequenceList({{2, 1}}).repeats());
  EXPECT_TRUE(SequenceList({{2, 1, 2}}).repeats());
}

}  // namespace
}  // namespace ballast::planner
