// How the market is, from the days that all its indices have.
#include "planner/scoring/security/market_climate.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "planner/scoring/security/score_rules.hpp"
#include "tests/unit/planner/scoring/security/made_histories.hpp"

namespace ballast::planner::scoring {
namespace {

TEST(MarketClimate, RisesAndFallsWithTheIndices) {
  const auto index = [](double step) {
    return WeightedIndex{1.0, history_of(300, [=](std::size_t i) {
                           return 100.0 * std::pow(1.0 + step, static_cast<double>(i));
                         })};
  };
  const std::vector rising = {index(0.002)};
  const std::vector falling = {index(-0.002)};
  EXPECT_GT(read_climate(rising, std::nullopt).score, 0.9);
  EXPECT_LT(read_climate(falling, std::nullopt).score, -0.5);
  const Climate after = read_climate(falling, 1.0);
  EXPECT_NEAR(after.score, 0.9 + 0.1 * after.raw, 1e-12);
}

TEST(MarketClimate, LooksOnlyAtDaysThatEveryIndexHas) {
  const auto growing = [](std::size_t i) { return 100.0 * std::pow(1.01, static_cast<double>(i)); };
  WeightedIndex whole{1.0, history_of(8, growing)};
  WeightedIndex holed = whole;
  holed.history.dates.erase(holed.history.dates.begin() + 3);
  holed.history.closes.erase(holed.history.closes.begin() + 3);
  const std::vector<WeightedIndex> both = {whole, holed};
  const auto returns = composite_returns(both);
  ASSERT_EQ(returns.size(), 6U);
  EXPECT_NEAR(returns[2], 1.01 * 1.01 - 1.0, 1e-12);
  EXPECT_NEAR(returns[3], 0.01, 1e-12);
  EXPECT_TRUE(composite_returns({}).empty());
}

TEST(MarketClimate, StaysWhereTooFewDaysAreCommon) {
  const std::vector<WeightedIndex> one = {{1.0, history_of(15, [](std::size_t) { return 1.0; })}};
  EXPECT_TRUE(read_climate(one, 0.4).stale);
  EXPECT_DOUBLE_EQ(read_climate(one, 0.4).score, 0.4);
  EXPECT_DOUBLE_EQ(read_climate({}, std::nullopt).score, 0.0);
}

TEST(MarketClimate, WeightsFollowOnlyLargeMoves) {
  const std::vector<WeightedIndex> steady = {
      {1.0, history_of(600, [](std::size_t i) { return 100.0 + static_cast<double>(i % 2); })}};
  std::vector<WeightedIndex> longer = steady;
  longer[0].history = history_of(601, [](std::size_t i) { return 100.0 + double(i % 2); });
  const auto followed = followed_climate(steady);
  ASSERT_TRUE(followed);
  EXPECT_EQ(followed_climate(longer), followed);
  EXPECT_FALSE(weights_outdated(*followed, read_climate(steady, followed).score));
  const std::vector<WeightedIndex> rising = {
      {1.0, history_of(600, [](std::size_t i) { return 100.0 + static_cast<double>(i); })}};
  EXPECT_GT(followed_climate(rising).value(), 0.33);
  EXPECT_FALSE(followed_climate({}));
}

}  // namespace
}  // namespace ballast::planner::scoring
