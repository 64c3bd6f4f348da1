// Risk and growth of a worked price series, and how much history each metric needs.
#include "planner/metrics/price_metrics.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/unit/planner/metrics/price_series.hpp"

namespace ballast::planner {
namespace {

std::vector<double> rising(std::size_t count) {
  std::vector<double> closes;
  for (std::size_t i = 0; i < count; ++i) closes.push_back(100.0 + static_cast<double>(i * i));
  return closes;
}

TEST(PriceMetrics, AgreeWithTheWorkedSeries) {
  const std::vector<double> closes = series::random_walk();
  ASSERT_EQ(closes.size(), 300U);
  EXPECT_EQ(closes[1], 101.10);
  EXPECT_EQ(closes[7], 99.45);
  EXPECT_EQ(closes.back(), 114.98);
  EXPECT_NEAR(*volatility_annual(closes), 0.1739220702916907, 1e-14);
  EXPECT_NEAR(*sharpe_ratio(closes), 0.7632625708369443, 1e-13);
  EXPECT_NEAR(*sortino_ratio(closes), 1.1086699992225661, 1e-13);
  EXPECT_NEAR(*max_drawdown(closes), -0.08621631463947556, 1e-14);
}

TEST(PriceMetrics, TheOrderOfPricesMatters) {
  std::vector<double> closes = series::random_walk();
  std::reverse(closes.begin(), closes.end());
  EXPECT_NEAR(*sharpe_ratio(closes), -0.5896, 5e-5);
  EXPECT_NEAR(*max_drawdown(closes), -0.2047, 5e-5);
  std::vector<double> monthly = series::ramp(120);
  std::reverse(monthly.begin(), monthly.end());
  EXPECT_NEAR(*yearly_growth(monthly, 60), -0.1015, 5e-5);
  EXPECT_NEAR(*yearly_growth(monthly, 120), -0.0849, 5e-5);
}

TEST(PriceMetrics, GrowthAgreesWithTheWorkedMonths) {
  const std::vector<double> monthly = series::ramp(120);
  EXPECT_NEAR(*yearly_growth(monthly, 60), 0.07138126353097651, 1e-15);
  EXPECT_NEAR(*yearly_growth(monthly, 120), 0.09276019820082104, 1e-15);
  EXPECT_DOUBLE_EQ(*yearly_growth(monthly, 12), 2428.0 / 2296.0 - 1.0);
}

TEST(PriceMetrics, EachNeedsItsHistory) {
  EXPECT_FALSE(volatility_annual(rising(29)));
  EXPECT_TRUE(volatility_annual(rising(30)));
  EXPECT_FALSE(sharpe_ratio(rising(49)));
  EXPECT_TRUE(sharpe_ratio(rising(50)));
  EXPECT_FALSE(max_drawdown(rising(29)));
  EXPECT_EQ(max_drawdown(rising(30)), 0.0);
  EXPECT_FALSE(yearly_growth(series::ramp(11), 60));
  EXPECT_TRUE(yearly_growth(series::ramp(12), 60));
  EXPECT_FALSE(sortino_ratio(std::vector{100.0, 90.0}));
  EXPECT_TRUE(sortino_ratio(std::vector{100.0, 90.0, 95.0}));
  for (const auto metric : {volatility_annual, sharpe_ratio, sortino_ratio, max_drawdown}) {
    EXPECT_FALSE(metric({}));
  }
}

TEST(PriceMetrics, AreMissingWhereTheyWouldNotBeFinite) {
  const std::vector<double> flat(60, 100.0);
  EXPECT_EQ(volatility_annual(flat), 0.0);
  EXPECT_FALSE(sharpe_ratio(flat));
  EXPECT_FALSE(sortino_ratio(flat));
  EXPECT_FALSE(sortino_ratio(rising(60)));
  std::vector<double> with_zero = rising(60);
  with_zero[20] = 0.0;
  EXPECT_FALSE(volatility_annual(with_zero));
  EXPECT_FALSE(sharpe_ratio(with_zero));
  EXPECT_FALSE(sortino_ratio(with_zero));
  EXPECT_FALSE(max_drawdown(with_zero));
  std::vector<double> monthly = series::ramp(60);
  monthly.front() = 0.0;
  EXPECT_FALSE(yearly_growth(monthly, 60));
  EXPECT_TRUE(yearly_growth(monthly, 59));
}

TEST(PriceMetrics, ACollapseOnTheLastDayIsCounted) {
  std::vector<double> closes(50, 100.0);
  closes[10] = 120.0;
  closes.back() = 60.0;
  EXPECT_DOUBLE_EQ(*max_drawdown(closes), -0.5);
  closes.back() = 0.0;
  EXPECT_TRUE(volatility_annual(closes));
  EXPECT_FALSE(max_drawdown(closes));
}

}  // namespace
}  // namespace ballast::planner
