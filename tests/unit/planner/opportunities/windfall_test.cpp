#include "planner/opportunities/windfall.hpp"

#include <gtest/gtest.h>

namespace ballast::planner {
namespace {

TEST(Windfall, FollowsTheTableOfExamples) {
  struct Row {
    double gain, years, growth, excess, score, share;
  };
  for (const Row& row : {Row{0.61, 3, 0.17, 0.008387, 0.017, 0.0}, Row{0.8, 1, 0.10, 0.7, 1.0, 0.4},
                         Row{0.40, 1, 0.10, 0.3, 0.6, 0.2}, Row{1.2, 6, 0.14, 0.005, 0.01, 0.3},
                         Row{0.5, 0.5, 0.10, 0.451191, 0.902, 0.2},
                         Row{0.60, 1, 0.10, 0.5, 1.0, 0.2}, Row{0.35, 1, 0.10, 0.25, 0.5, 0.0}}) {
    const double excess = excess_gain(row.gain, row.years, row.growth);
    EXPECT_NEAR(excess, row.excess, 5e-5) << row.gain;
    EXPECT_NEAR(windfall_score(excess), row.score, 5e-4) << row.gain;
    EXPECT_EQ(windfall_sell_share(row.gain, excess), row.share) << row.gain;
  }
}

TEST(Windfall, KeepsHalfOfADoubleOnlyWithoutClearExcess) {
  EXPECT_EQ(windfall_sell_share(1.0, 0.31), 0.5);
  EXPECT_EQ(windfall_sell_share(1.0, 0.30), 0.3);
  EXPECT_EQ(windfall_sell_share(0.99, 0.5), 0.4);
}

TEST(Windfall, AssumesOneYearAndTenPercentWhereNothingIsKnown) {
  const Windfall found = assess_windfall(180, 100, {}, Date{}, Metrics{});
  EXPECT_TRUE(found.years_guessed);
  EXPECT_EQ(found.years_held, 1.0);
  EXPECT_NEAR(found.excess, 0.7, 1e-12);
}

TEST(Windfall, PrefersTheGrowthOfFiveYearsAndCountsYoungPositionsAsATenthOfAYear) {
  Metrics metrics;
  metrics.cagr_10y = 0.2;
  const Date bought{std::chrono::days{100}};
  EXPECT_EQ(assess_windfall(110, 100, bought, bought, metrics).growth, 0.2);
  metrics.cagr_5y = 0.3;
  EXPECT_EQ(assess_windfall(110, 100, bought, bought, metrics).growth, 0.3);
  EXPECT_EQ(years_held(bought, bought), 0.1);
  EXPECT_EQ(years_held(bought, bought + std::chrono::days{730}), 2.0);
}

}  // namespace
}  // namespace ballast::planner
