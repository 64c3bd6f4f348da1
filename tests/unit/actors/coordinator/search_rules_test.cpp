#include "actors/coordinator/search_rules.hpp"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "messages/codec.hpp"
#include "messages/search.hpp"
#include "planner/evaluation/evaluate.hpp"
#include "planner/evaluation/search.hpp"
#include "tests/unit/planner/evaluation/random_context.hpp"

namespace ballast::actors {
namespace {

using messages::SearchAnswer;
using messages::SearchTask;

constexpr std::size_t keep = 5;

class Rules : public testing::Test {
 protected:
  Rules() {
    std::mt19937_64 random(3);
    context = planner::test::random_context(random, {});
    rules = search_rules(context, distinctness, found, keep, left);
  }

  [[nodiscard]] static std::string slice(std::uint64_t begin, std::uint64_t end) {
    SearchTask task;
    task.keep = keep;
    task.begin = begin;
    task.end = end;
    return messages::encode(task);
  }

  [[nodiscard]] SearchAnswer honest() const {
    SearchAnswer answer;
    answer.result =
        planner::search_range(context, {0, planner::space_size(context)}, distinctness, keep);
    answer.checksum = messages::checksum_of(answer);
    return answer;
  }

  /// Gives the answer its checksum, as a liar would.
  void expect_refused(SearchAnswer answer) {
    answer.checksum = messages::checksum_of(answer);
    EXPECT_FALSE(rules.merge(messages::encode(answer)));
    EXPECT_EQ(found, planner::SearchResult{}) << "a refused answer changes nothing";
  }

  planner::PlanContext context;
  planner::Distinctness distinctness;
  planner::SearchResult found;
  SubtreesLeft left;
  broker::WorkRules rules;
};

TEST_F(Rules, SubtreesAreToldWhatIsFoundAndNotCut) {
  SearchTask task;
  task.kind = messages::TaskKind::subtrees;
  task.nodes.resize(3);
  const std::string work = messages::encode(task);
  EXPECT_EQ(rules.size(work), 3U);
  EXPECT_EQ(rules.cut(work, 1).head, work);
  EXPECT_FALSE(rules.cut(work, 1).rest);
  ASSERT_TRUE(rules.merge(messages::encode(honest())));
  task.known = found.best;
  EXPECT_EQ(rules.complete(work), messages::encode(task));
  EXPECT_EQ(rules.complete(slice(1, 2)), slice(1, 2));
}

TEST_F(Rules, WhatAnAnswerLeavesIsKeptUnlessItIsNoneOfTheSearch) {
  SearchAnswer answer = honest();
  answer.steps = 17;
  answer.left.push_back({{}, {0}, {1}, 5});
  answer.checksum = messages::checksum_of(answer);
  ASSERT_TRUE(rules.merge(messages::encode(answer)));
  EXPECT_EQ(left.nodes, answer.left);
  EXPECT_EQ(left.steps, 17U);
  found = {};
  answer.left.front().barred = {900};
  expect_refused(answer);
}

TEST_F(Rules, ASliceIsAsLargeAsItsIndicesAndRubbishIsNothing) {
  EXPECT_EQ(rules.size(slice(10, 35)), 25U);
  EXPECT_EQ(rules.size(slice(35, 10)), 0U);
  EXPECT_EQ(rules.size("rubbish"), 0U);
  SearchTask task;
  task.kind = messages::TaskKind::written_out;
  task.sequences = messages::pack_sequences({{0}, {1}, {0, 1}});
  EXPECT_EQ(rules.size(messages::encode(task)), 3U);
}

TEST_F(Rules, CuttingLosesNothing) {
  const auto cut = rules.cut(slice(10, 35), 7);
  EXPECT_EQ(cut.head, slice(10, 17));
  ASSERT_TRUE(cut.rest);
  EXPECT_EQ(*cut.rest, slice(17, 35));
}

TEST_F(Rules, WhatIsShortEnoughIsNotCut) {
  for (const std::uint64_t units : {std::uint64_t{25}, std::uint64_t{26}, ~std::uint64_t{0}}) {
    const auto cut = rules.cut(slice(10, 35), units);
    EXPECT_EQ(cut.head, slice(10, 35));
    EXPECT_FALSE(cut.rest);
  }
}

TEST_F(Rules, AnyCuttingMergesToTheSame) {
  const std::uint64_t size = planner::space_size(context);
  std::mt19937_64 random(5);
  for (std::uint64_t begin = 0; begin < size;) {
    const std::uint64_t end = std::min(size, begin + 1 + random() % 40);
    SearchAnswer answer;
    answer.result = planner::search_range(context, {begin, end}, distinctness, keep);
    answer.checksum = messages::checksum_of(answer);
    ASSERT_TRUE(rules.merge(messages::encode(answer)));
    begin = end;
  }
  EXPECT_EQ(found, honest().result);
}

TEST_F(Rules, AnyCuttingOfAFrontMergesToTheSame) {
  const planner::IndexRange all{0, planner::space_size(context)};
  std::mt19937_64 random(5);
  for (std::uint64_t begin = 0; begin < all.end;) {
    const std::uint64_t end = std::min(all.end, begin + 1 + random() % 40);
    SearchAnswer answer;
    answer.result = planner::front_of_range(context, {begin, end}, {});
    answer.checksum = messages::checksum_of(answer);
    ASSERT_TRUE(rules.merge(messages::encode(answer)));
    begin = end;
  }
  EXPECT_EQ(found, planner::front_of_range(context, all, {}));
}

TEST_F(Rules, AFrontThatIsNotWhatItClaimsIsRefused) {
  SearchAnswer honest_front;
  honest_front.result = planner::front_of_range(context, {0, planner::space_size(context)},
                                                {.limit = 3, .known = {}});
  const planner::FrontSlice& slice = honest_front.result.front;
  ASSERT_GE(slice.members.size(), 2U);
  ASSERT_TRUE(slice.left_out);
  const auto spoilt = [&](auto&& spoil) {
    SearchAnswer answer = honest_front;
    spoil(answer.result.front);
    expect_refused(answer);
  };
  spoilt([](planner::FrontSlice& s) { ++s.members[0].objectives.score.ticks; });
  spoilt([](planner::FrontSlice& s) { ++s.members[0].objectives.diversification; });
  spoilt([](planner::FrontSlice& s) { --s.members[1].objectives.cost; });
  spoilt([](planner::FrontSlice& s) { ++s.members[0].priority; });
  spoilt([](planner::FrontSlice& s) { s.members[0].candidates = {0xfffe}; });
  spoilt([](planner::FrontSlice& s) { std::swap(s.members[0], s.members[1]); });
  spoilt([](planner::FrontSlice& s) {
    s.members.resize(planner::front_slice_limit + 1, s.members[0]);
  });
  spoilt([](planner::FrontSlice& s) { ++s.left_out->objectives.risk; });
}

TEST_F(Rules, AnAnswerThatWasChangedOnItsWayIsRefused) {
  SearchAnswer answer = honest();
  ++answer.checksum;
  EXPECT_FALSE(rules.merge(messages::encode(answer)));
  answer = honest();
  ++answer.result.evaluated;
  EXPECT_FALSE(rules.merge(messages::encode(answer)));
  EXPECT_FALSE(rules.merge("rubbish"));
  EXPECT_EQ(found, planner::SearchResult{});
}

TEST_F(Rules, AnAnswerThatLiesAboutAScoreIsRefused) {
  SearchAnswer answer = honest();
  ASSERT_FALSE(answer.result.best.empty());
  answer.result.best.front().score.ticks += 1;
  expect_refused(answer);
}

TEST_F(Rules, ScoresOnPricePathsAreCheckedToTheBit) {
  std::mt19937_64 random(11);
  int checked = 0;
  for (int round = 0; round < 50; ++round) {
    context = planner::test::random_context(random, {});
    planner::test::add_scenarios(random, 7, context);
    rules = search_rules(context, distinctness, found, keep, left);
    found = {};
    SearchAnswer lie = honest();
    if (lie.result.best.empty()) continue;
    ++checked;
    lie.result.best.front().score.ticks += round % 2 == 0 ? 1 : -1;
    std::sort(lie.result.best.begin(), lie.result.best.end(), planner::ranks_before);
    expect_refused(lie);
    EXPECT_TRUE(rules.merge(messages::encode(honest()))) << "round " << round;
    EXPECT_EQ(found.best, honest().result.best);
  }
  EXPECT_GT(checked, 25);
}

TEST_F(Rules, ALieThatWouldNotComeToBeAmongTheBestChangesNothing) {
  ASSERT_TRUE(rules.merge(messages::encode(honest())));
  ASSERT_EQ(found.best.size(), keep);
  const auto best = found.best;
  SearchAnswer answer = honest();
  answer.result.best = {answer.result.best.back()};
  answer.result.best.front().score.ticks -= 1;
  answer.checksum = messages::checksum_of(answer);
  EXPECT_TRUE(rules.merge(messages::encode(answer)));
  EXPECT_EQ(found.best, best);
}

TEST_F(Rules, AnAnswerWhoseBestAreNotInOrderIsRefused) {
  SearchAnswer answer = honest();
  ASSERT_GE(answer.result.best.size(), 2U);
  std::swap(answer.result.best.front(), answer.result.best.back());
  expect_refused(answer);
}

TEST_F(Rules, AnAnswerThatLiesAboutAPriorityIsRefused) {
  SearchAnswer answer = honest();
  answer.result.best.front().priority += 1;
  expect_refused(answer);
}

TEST_F(Rules, AnAnswerWithUnknownCandidatesIsRefused) {
  SearchAnswer answer = honest();
  answer.result.best.front().candidates = {0xfffe};
  expect_refused(answer);
  answer.result.best.front().candidates.assign(planner::max_sequence_length + 1, 0);
  expect_refused(answer);
}

TEST_F(Rules, AnAnswerThatNamesACandidateTwiceIsRefused) {
  SearchAnswer answer = honest();
  answer.result.best = {planner::ranked(context, std::vector<planner::CandidateIndex>{0, 0})};
  expect_refused(answer);
}

TEST_F(Rules, AnAnswerThatCashCannotPayForIsRefused) {
  const auto last = static_cast<planner::CandidateIndex>(context.candidates.size() - 1);
  ASSERT_EQ(context.candidates[last].side, planner::Side::buy);
  context.cash = -context.candidates[last].cash - 1;
  SearchAnswer answer;
  answer.result.best = {planner::ranked(context, std::vector{last})};
  expect_refused(answer);
}

TEST_F(Rules, AnAlternativeThatIsTooMuchLikeThePlanIsRefused) {
  SearchAnswer answer = honest();
  answer.result.best.resize(1);
  distinctness.references = {answer.result.best.front().candidates};
  expect_refused(answer);
}

}  // namespace
}  // namespace ballast::actors
