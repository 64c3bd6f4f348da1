// What a front compares sets by, against numbers worked out by hand and against plain doubles.
#include "planner/evaluation/objectives.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "planner/evaluation/compile.hpp"
#include "tests/unit/planner/evaluation/random_portfolio.hpp"

namespace ballast::planner {
namespace {

using Set = std::vector<CandidateIndex>;

/// One thousandth of the diversification that weighs 25 percent is 2^50 / 4000 ticks.
constexpr double tick_of_thousandth = static_cast<double>(Score::one) / 4000.0;

std::int64_t diversification_of(std::int64_t spread) {
  return rounded(PlanContext{}, {0, spread, 0, 0}).diversification;
}

TEST(Objectives, AgreeWithTheWorkedExample) {
  test::Portfolio portfolio = test::small_portfolio();
  portfolio.candidates = {test::trade(portfolio, Side::sell, 2, 7),
                          test::trade(portfolio, Side::buy, 1, 6),
                          test::trade(portfolio, Side::buy, 3, 40)};
  const PlanContext context =
      compile_context(portfolio.inputs, portfolio.books, portfolio.settings, portfolio.candidates);
  const Objectives all = objectives(context, Set{0, 1, 2});
  EXPECT_NEAR(all.score.value(), 0.7357914026, 1e-9);
  EXPECT_EQ(all.diversification, 656);
  EXPECT_EQ(all.risk, 636);
  EXPECT_EQ(all.cost, 1060);
  EXPECT_EQ(objectives(context, {}).cost, 0);
  EXPECT_EQ(objectives(context, {}).diversification, 636);
}

TEST(Objectives, RoundToTheNearestAndTiesToEven) {
  const auto near = [](double thousandths) {
    return diversification_of(std::llround(thousandths * tick_of_thousandth));
  };
  EXPECT_EQ(near(655.4999999), 655);
  EXPECT_EQ(near(655.5000001), 656);
  EXPECT_EQ(near(-3.4), -3);
  EXPECT_EQ(near(-3.6), -4);
  const auto cents = [](std::int64_t micros) { return rounded({}, {0, 0, 0, micros}).cost; };
  EXPECT_EQ(cents(1'004'999), 100);
  EXPECT_EQ(cents(1'005'000), 100);
  EXPECT_EQ(cents(1'005'001), 101);
  EXPECT_EQ(cents(1'015'000), 102);
}

TEST(Objectives, AShadowIsTheFarthestThatRoundsAlike) {
  std::mt19937_64 random{5};
  for (int i = 0; i < 20'000; ++i) {
    PlanContext context;
    context.diversification_percent = static_cast<std::uint16_t>(1 + random() % 100);
    context.stability_percent = static_cast<std::uint16_t>(1 + random() % 100);
    const Objectives one{Score{7}, static_cast<std::int64_t>(random() % 3000) - 1000,
                         static_cast<std::int64_t>(random() % 2000) - 500,
                         static_cast<std::int64_t>(random() % 100'000)};
    RawObjectives shadow = shadow_of(context, one);
    ASSERT_EQ(rounded(context, shadow), one);
    ++shadow.spread;
    ++shadow.stability;
    --shadow.fee;
    const Objectives beyond = rounded(context, shadow);
    ASSERT_EQ(beyond.diversification, one.diversification + 1);
    ASSERT_EQ(beyond.risk, one.risk + 1);
    ASSERT_EQ(beyond.cost, one.cost - 1);
  }
}

TEST(Objectives, ALargestSpreadStillRounds) {
  PlanContext context;
  context.diversification_percent = 1;
  EXPECT_EQ(rounded(context, {0, 4 * max_term_ticks, 0, 0}).diversification, 25'600'000);
}

TEST(Objectives, DominateWhereTheyAreAsGoodInAllAndBetterInOne) {
  const Objectives one{Score{700}, 600, 500, 1000};
  EXPECT_FALSE(dominates(one, one));
  EXPECT_TRUE(dominates(one, {Score{700}, 600, 500, 1001}));
  EXPECT_TRUE(dominates(one, {Score{699}, 600, 500, 1000}));
  EXPECT_FALSE(dominates(one, {Score{699}, 601, 500, 1000}));
  EXPECT_FALSE(dominates({Score{700}, 600, 500, 1001}, one));
  EXPECT_TRUE(leads(one, {Score{700}, 600, 500, 1001}));
  EXPECT_TRUE(leads(one, {Score{699}, 900, 900, 0}));
  EXPECT_FALSE(leads(one, one));
}

}  // namespace
}  // namespace ballast::planner
