#include "planner/evaluation/sequence.hpp"

#include <gtest/gtest.h>

namespace ballast::planner {
namespace {

void expect_order(const RankedSequence& first, const RankedSequence& second) {
  EXPECT_TRUE(ranks_before(first, second));
  EXPECT_FALSE(ranks_before(second, first));
}

TEST(RanksBefore, PutsTheHigherScoreFirst) {
  expect_order({Score{2}, 0, {5, 6}}, {Score{1}, 9, {0}});
}

TEST(RanksBefore, LetsDoingNothingWinEveryTie) {
  expect_order({Score{1}, 0, {}}, {Score{1}, 9, {0}});
  expect_order({Score{2}, 0, {0}}, {Score{1}, 0, {}});
}

TEST(RanksBefore, BreaksTiesByPriorityThenLengthThenIndices) {
  expect_order({Score{1}, 3, {5, 6}}, {Score{1}, 2, {0}});
  expect_order({Score{1}, 2, {5}}, {Score{1}, 2, {0, 1}});
  expect_order({Score{1}, 2, {0, 3}}, {Score{1}, 2, {1, 2}});
}

TEST(RanksBefore, PutsNoSetBeforeItself) {
  const RankedSequence sequence{Score{1}, 2, {0, 3}};
  EXPECT_FALSE(ranks_before(sequence, sequence));
}

TEST(TooSimilar, AllowsHalfOfAllTradesToBeShared) {
  const Distinctness distinctness{{{1, 2, 3}}};
  EXPECT_FALSE(too_similar(distinctness, std::vector<CandidateIndex>{2, 3, 4, 5}));
  EXPECT_FALSE(too_similar(distinctness, std::vector<CandidateIndex>{2, 3, 4}));
  EXPECT_TRUE(too_similar(distinctness, std::vector<CandidateIndex>{2, 3}));
  EXPECT_TRUE(too_similar(distinctness, std::vector<CandidateIndex>{1, 2, 3}));
}

TEST(TooSimilar, LooksAtEveryReference) {
  const Distinctness distinctness{{{7}, {1}}};
  EXPECT_TRUE(too_similar(distinctness, std::vector<CandidateIndex>{1}));
  EXPECT_FALSE(too_similar(distinctness, std::vector<CandidateIndex>{2}));
  EXPECT_FALSE(too_similar({}, std::vector<CandidateIndex>{1}));
}

TEST(TooSimilar, TakesDoingNothingTwiceAsTheSame) {
  EXPECT_TRUE(too_similar(Distinctness{{{}}}, {}));
  EXPECT_FALSE(too_similar(Distinctness{{{}}}, std::vector<CandidateIndex>{1}));
}

}  // namespace
}  // namespace ballast::planner
