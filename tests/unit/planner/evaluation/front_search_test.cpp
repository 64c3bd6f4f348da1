// Goal: however the space is cut, walked, merged and paged, the front is that of brute force.
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <random>

#include "planner/evaluation/evaluate.hpp"
#include "planner/evaluation/front.hpp"
#include "planner/evaluation/search.hpp"
#include "tests/unit/planner/evaluation/random_context.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::planner {
namespace {

using Set = std::vector<CandidateIndex>;

bool within_caps(const PlanContext& context, const Set& set) {
  const auto sells = static_cast<std::size_t>(
      std::count_if(set.begin(), set.end(), [&](auto i) { return i < context.sell_count; }));
  return set.size() <= context.max_depth && sells <= context.max_sells &&
         set.size() - sells <= context.max_buys;
}

/// Returns every set that a front may hold, doing nothing among them.
std::vector<Set> sets_of_a_front(const PlanContext& context) {
  std::vector<Set> sets;
  for (std::uint64_t mask = 0; mask < std::uint64_t{1} << context.candidates.size(); ++mask) {
    if (std::popcount(mask) > context.max_depth) continue;
    Set set;
    for (std::size_t i = 0; i < context.candidates.size(); ++i) {
      if ((mask >> i & 1U) != 0) set.push_back(static_cast<CandidateIndex>(i));
    }
    if (within_caps(context, set) && !clashes(context, set) && feasible(context, set) &&
        trades_required(context, set)) {
      sets.push_back(set);
    }
  }
  return sets;
}

std::vector<FrontMember> brute_front(const PlanContext& context) {
  std::vector<FrontMember> all;
  for (const Set& set : sets_of_a_front(context)) all.push_back(front_member(context, set));
  std::vector<FrontMember> front;
  for (const FrontMember& one : all) {
    const bool lost = std::any_of(all.begin(), all.end(), [&](const FrontMember& other) {
      return dominates(other.objectives, one.objectives);
    });
    if (!lost) front.push_back(one);
  }
  std::sort(front.begin(), front.end(), front_before);
  return front;
}

std::vector<IndexRange> cuts_with_doubles(std::mt19937_64& random, std::uint64_t size) {
  std::vector<std::uint64_t> borders{0, size};
  for (std::uint64_t i = 0; i < random() % 6; ++i) borders.push_back(random() % (size + 1));
  std::sort(borders.begin(), borders.end());
  std::vector<IndexRange> ranges;
  for (std::size_t i = 1; i < borders.size(); ++i) {
    ranges.push_back({borders[i - 1], borders[i]});
    if (random() % 4 == 0) ranges.push_back(ranges.back());
  }
  std::shuffle(ranges.begin(), ranges.end(), random);
  return ranges;
}

SearchResult search_in_steps(std::mt19937_64& random, const PlanContext& context, IndexRange range,
                             const FrontPage& page) {
  RangeSearch search{context, range, page};
  while (search.advance(1 + random() % 50)) {
  }
  return search.result();
}

FrontPages gather(std::mt19937_64& random, const PlanContext& context, std::size_t wanted,
                  std::uint32_t slice_limit) {
  constexpr std::size_t most_pages = 1100;  // each makes known one more of at most 1024 sets
  FrontPages pages{wanted, slice_limit};
  for (std::size_t page_count = 0; !pages.done() && page_count < most_pages; ++page_count) {
    const FrontPage page = pages.next();
    SearchResult merged;
    for (const IndexRange& range : cuts_with_doubles(random, space_size(context))) {
      merge(merged, search_in_steps(random, context, range, page), 0, slice_limit);
    }
    merge(merged, front_start(context, page), 0, slice_limit);
    pages.add(merged.front);
  }
  return pages;
}

/// By falling score, equal scores by rank.
std::vector<FrontMember> by_rank(std::vector<FrontMember> front) {
  std::sort(front.begin(), front.end(), [](const FrontMember& a, const FrontMember& b) {
    return ranks_before({a.objectives.score, a.priority, a.candidates},
                        {b.objectives.score, b.priority, b.candidates});
  });
  return front;
}

void expect_brute_force(std::uint64_t seed, const test::ProblemShape& shape,
                        std::size_t paths = 0) {
  std::mt19937_64 random{seed};
  PlanContext context = test::random_context(random, shape);
  if (paths > 0) test::add_scenarios(random, paths, context);
  ASSERT_FALSE(find_fault(context)) << "seed " << seed;
  context.diversification_percent = static_cast<std::uint16_t>(1 + random() % 100);
  const auto wanted = static_cast<std::size_t>(1 + random() % 12);
  const auto slice_limit = static_cast<std::uint32_t>(1 + random() % 6);
  const FrontPages pages = gather(random, context, wanted, slice_limit);
  std::vector<FrontMember> expected = by_rank(brute_front(context));
  const bool cut = expected.size() > wanted;
  if (cut) expected.resize(wanted);
  ASSERT_TRUE(pages.done()) << "seed " << seed;
  ASSERT_EQ(pages.members(), expected) << "seed " << seed;
  ASSERT_EQ(pages.cut(), cut) << "seed " << seed;
}

TEST(FrontSearch, EqualsBruteForceHoweverTheSpaceIsCut) {
  for (std::uint64_t seed = 1; seed <= random_cases(1500); ++seed) {
    expect_brute_force(seed, {.most_a_side = 5, .with_industries = seed % 2 == 0});
    if (HasFatalFailure()) return;
  }
}

TEST(FrontSearch, EqualsBruteForceWhereManySetsTie) {
  for (std::uint64_t seed = 10'001; seed <= 10'000 + random_cases(1000); ++seed) {
    expect_brute_force(seed, {.most_a_side = 5, .most_groups = 1, .grain = 1});
    if (HasFatalFailure()) return;
  }
}

TEST(FrontSearch, EqualsBruteForceWithRequiredSecurities) {
  for (std::uint64_t seed = 20'001; seed <= 20'000 + random_cases(1000); ++seed) {
    expect_brute_force(seed, {.most_a_side = 5, .grain = 30, .with_required = true});
    if (HasFatalFailure()) return;
  }
}

TEST(FrontSearch, EqualsBruteForceOnPricePaths) {
  for (std::uint64_t seed = 50'001; seed <= 50'000 + random_cases(600); ++seed) {
    expect_brute_force(seed, {.most_a_side = 4, .grain = 20, .with_industries = seed % 2 == 0},
                       1 + seed % 23);
    if (HasFatalFailure()) return;
  }
}

TEST(FrontSearch, FindsTheSameInWrittenOutSequences) {
  for (std::uint64_t seed = 30'001; seed <= 30'000 + random_cases(300); ++seed) {
    std::mt19937_64 random{seed};
    const PlanContext context = test::random_context(random, {.most_a_side = 5, .grain = 20});
    std::vector<Set> sequences = sets_of_a_front(context);
    for (std::size_t i = sequences.size() / 2; i-- > 0;) sequences.push_back(sequences[i]);
    for (Set& set : sequences) std::shuffle(set.begin(), set.end(), random);
    std::shuffle(sequences.begin(), sequences.end(), random);
    const SearchResult result = front_of_sequences(context, sequences, {});
    ASSERT_EQ(result.front.members, brute_front(context)) << "seed " << seed;
    ASSERT_EQ(result.evaluated, sequences.size()) << "seed " << seed;
  }
}

TEST(FrontSearch, CountsSetsAsASearchForTheBestDoes) {
  for (std::uint64_t seed = 40'001; seed <= 40'000 + random_cases(200); ++seed) {
    std::mt19937_64 random{seed};
    const PlanContext context = test::random_context(random, {});
    const IndexRange all{0, space_size(context)};
    const SearchResult front = front_of_range(context, all, {});
    const SearchResult best = search_range(context, all, {}, 5);
    ASSERT_EQ(front.evaluated, best.evaluated) << "seed " << seed;
    ASSERT_EQ(front.infeasible, best.infeasible) << "seed " << seed;
    ASSERT_EQ(front.outside, best.outside) << "seed " << seed;
    ASSERT_TRUE(front.best.empty()) << "seed " << seed;
  }
}

}  // namespace
}  // namespace ballast::planner
