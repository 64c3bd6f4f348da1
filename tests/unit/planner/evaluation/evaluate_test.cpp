#include "planner/evaluation/evaluate.hpp"

#include <gtest/gtest.h>

#include <random>

#include "planner/evaluation/set_space.hpp"
#include "tests/unit/planner/evaluation/random_context.hpp"

namespace ballast::planner {
namespace {

using Set = std::vector<CandidateIndex>;

PlanContext sale_and_purchase() {
  PlanContext context;
  context.cash = 10;
  context.sell_count = 1;
  context.candidates = {{.side = Side::sell, .security = 0, .cash = 90},
                        {.security = 1, .cash = -100}};
  return context;
}

TEST(Evaluate, PartsAddUpExactlyToTheScore) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    std::mt19937_64 random{seed};
    const PlanContext context = test::random_context(random, {.most_a_side = 4, .grain = 40});
    const SetSpace space{context};
    for (std::uint64_t index = 0; index < space.size(); ++index) {
      const Set set = space.set_at(index);
      ASSERT_EQ(score_parts(context, set).total(), score(context, set)) << "seed " << seed;
    }
  }
}

TEST(Evaluate, LimitIsZeroWithinTheLimits) {
  PlanContext context;
  context.base_parts.promise = context.base_linear = Score::one / 2;
  EXPECT_EQ(score_parts(context, {}).limit, Score{});
  EXPECT_EQ(score(context, {}), Score{Score::one / 2});
}

TEST(Evaluate, CutsAtOneBeforeThePenaltyAndAtZeroAfterIt) {
  PlanContext context;
  context.base_parts.promise = context.base_linear = 2 * Score::one;
  context.candidates.push_back({.penalty = Score::one / 4, .cash = -1});
  EXPECT_EQ(score(context, Set{0}), Score{Score::one / 4 * 3});
  context.candidates[0].penalty = 3 * Score::one;
  EXPECT_EQ(score(context, Set{0}), Score{});
  EXPECT_EQ(score_parts(context, Set{0}).limit, Score{Score::one});
}

TEST(Evaluate, PaysForPurchasesWithSales) {
  const PlanContext context = sale_and_purchase();
  EXPECT_TRUE(feasible(context, Set{0, 1}));
  EXPECT_TRUE(feasible(context, Set{1, 0}));
  EXPECT_FALSE(feasible(context, Set{1}));
}

TEST(Evaluate, AllowsASaleThatLeavesCashNegative) {
  PlanContext context = sale_and_purchase();
  context.cash = -1000;
  EXPECT_TRUE(feasible(context, Set{0}));
  EXPECT_FALSE(feasible(context, Set{0, 1}));
}

TEST(Evaluate, SeesASecurityNamedTwice) {
  PlanContext context = sale_and_purchase();
  EXPECT_FALSE(clashes(context, Set{0, 1}));
  context.candidates[1].security = 0;
  EXPECT_TRUE(clashes(context, Set{0, 1}));
}

TEST(Evaluate, SeesTwoTradesInConflictInEitherOrder) {
  PlanContext context = sale_and_purchase();
  context.conflicts = {{0, 1}};
  EXPECT_TRUE(clashes(context, Set{0, 1}));
  EXPECT_TRUE(clashes(context, Set{1, 0}));
  EXPECT_FALSE(clashes(context, Set{1}));
}

TEST(Evaluate, SeesWhetherRequiredSecuritiesAreTraded) {
  PlanContext context = sale_and_purchase();
  context.required_securities = {0, 1};
  EXPECT_TRUE(trades_required(context, Set{0, 1}));
  EXPECT_FALSE(trades_required(context, Set{1}));
}

}  // namespace
}  // namespace ballast::planner
