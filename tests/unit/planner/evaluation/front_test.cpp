// Merging slices of a front by hand: the worked example, marks, duplicates.
#include "planner/evaluation/front.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace ballast::planner {
namespace {

FrontMember member(CandidateIndex name, std::int64_t score, std::int64_t diversification,
                   std::int64_t risk, std::int64_t cost) {
  return {{Score{score}, diversification, risk, cost}, 0, {name}};
}

FrontSlice slice_of(const FrontMember& one) {
  return {{one}, std::nullopt};
}

const FrontMember leading = member(0, 700, 600, 500, 1000);
const FrontMember wider = member(1, 690, 650, 500, 1000);
const FrontMember dominated = member(2, 695, 600, 500, 1200);
const FrontMember twin = member(3, 700, 600, 500, 1000);
const FrontMember cheap = member(4, 650, 550, 700, 500);

TEST(Front, OfTheWorkedExampleIsTheSameInEveryOrder) {
  std::vector<FrontMember> all{leading, wider, dominated, twin, cheap};
  const std::vector<FrontMember> expected{leading, twin, wider, cheap};
  do {
    FrontSlice front;
    for (const FrontMember& one : all) merge(front, slice_of(one), 10);
    ASSERT_EQ(front.members, expected);
    ASSERT_FALSE(front.left_out);
    merge(front, FrontSlice{front}, 10);
    ASSERT_EQ(front.members, expected);
  } while (std::next_permutation(all.begin(), all.end(), front_before));
}

TEST(Front, BeyondItsLimitIsMarkedWhereItIsCut) {
  FrontSlice front;
  for (const FrontMember& one : {cheap, wider, leading, twin}) merge(front, slice_of(one), 2);
  EXPECT_EQ(front.members, (std::vector<FrontMember>{leading, twin}));
  EXPECT_EQ(front.left_out, wider);
}

TEST(Front, HoldsNothingBehindTheEarliestMark) {
  FrontSlice front{{leading, cheap}, std::nullopt};
  merge(front, {{}, wider}, 10);
  EXPECT_EQ(front.members, std::vector<FrontMember>{leading});
  EXPECT_EQ(front.left_out, wider);
  merge(front, {{twin}, cheap}, 10);
  EXPECT_EQ(front.members, (std::vector<FrontMember>{leading, twin}));
  EXPECT_EQ(front.left_out, wider);
}

TEST(FrontPages, AskForMoreUntilEnoughIsKnown) {
  FrontPages pages{2, 1};
  EXPECT_FALSE(pages.done());
  EXPECT_EQ(pages.next(), (FrontPage{1, {}}));
  pages.add({{leading}, twin});
  EXPECT_EQ(pages.next(), (FrontPage{1, {{0}}}));
  pages.add({{twin}, wider});
  EXPECT_FALSE(pages.done());
  pages.add({{wider}, cheap});
  EXPECT_TRUE(pages.done());
  EXPECT_TRUE(pages.cut());
  EXPECT_EQ(pages.members(), (std::vector<FrontMember>{leading, twin}));
}

TEST(FrontPages, AreCutAmongEqualScoresByRankWhateverLeadsInOtherAims) {
  FrontMember urgent = member(5, 700, 550, 600, 1000);
  urgent.priority = 9;
  const FrontMember steadier = member(6, 700, 500, 700, 1000);
  FrontPages pages{2, 1};
  pages.add({{leading}, urgent});
  pages.add({{urgent}, steadier});
  pages.add({{steadier}, wider});
  EXPECT_FALSE(pages.done()) << "a set of the same score may yet rank before these";
  pages.add({{wider}, cheap});
  EXPECT_TRUE(pages.done());
  EXPECT_TRUE(pages.cut());
  EXPECT_EQ(pages.members(), (std::vector<FrontMember>{urgent, leading}));
}

TEST(FrontPages, EndWithTheFront) {
  FrontPages pages{5};
  pages.add({{leading, wider}, std::nullopt});
  EXPECT_TRUE(pages.done());
  EXPECT_FALSE(pages.cut());
  EXPECT_EQ(pages.members().size(), 2U);
}

}  // namespace
}  // namespace ballast::planner
