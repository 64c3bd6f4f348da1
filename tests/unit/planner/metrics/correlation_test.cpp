// Pearson's coefficient of daily returns over days that not all securities have a close on.
#include "planner/metrics/correlation.hpp"

#include <gtest/gtest.h>

namespace ballast::planner {
namespace {

Date day(int number) {
  return Date{std::chrono::days{20'000 + number}};
}

CorrelatedSeries series(std::int64_t id, const std::vector<int>& days,
                        const std::vector<double>& closes) {
  CorrelatedSeries one{SecurityId{id}, {}};
  for (const int number : days) one.history.dates.push_back(day(number));
  one.history.closes = closes;
  return one;
}

/// Five days; the second has no close on the third.
std::vector<CorrelatedSeries> two_series() {
  return {series(1, {1, 2, 3, 4, 5}, {100, 102, 101, 104, 103}),
          series(2, {1, 2, 4, 5}, {50, 51.5, 52, 51})};
}

TEST(Correlation, FillsADayWithoutACloseForward) {
  const auto found = correlations_above(two_series(), 0.7).value();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].first, SecurityId{1});
  EXPECT_EQ(found[0].second, SecurityId{2});
  EXPECT_NEAR(found[0].value, 0.734383, 5e-7);
}

TEST(Correlation, IsToldAboveTheThresholdOnlyAndOnEitherSide) {
  EXPECT_TRUE(correlations_above(two_series(), 0.75).value().empty());
  std::vector<CorrelatedSeries> opposed{series(1, {1, 2, 3}, {100, 110, 99}),
                                        series(2, {1, 2, 3}, {100, 90, 99})};
  const auto found = correlations_above(opposed, 0.99).value();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NEAR(found[0].value, -1.0, 1e-12);
}

TEST(Correlation, FillsTheBeginningBackward) {
  std::vector<CorrelatedSeries> late{series(1, {1, 2, 3, 4}, {100, 100, 100, 120}),
                                     series(2, {3, 4}, {10, 12})};
  EXPECT_NEAR(correlations_above(late, 0.5).value().at(0).value, 1.0, 1e-12);
}

TEST(Correlation, IsUndefinedWithoutMovementOrPrices) {
  std::vector<CorrelatedSeries> still{series(1, {1, 2, 3}, {100, 110, 99}),
                                      series(2, {1, 2, 3}, {50, 50, 50}), series(3, {}, {}),
                                      series(4, {2}, {5}), series(5, {1, 2}, {0.0, 1.0})};
  EXPECT_TRUE(correlations_above(still, 0.0).value().empty());
}

TEST(Correlation, LooksAtTheNewestClosesOnly) {
  std::vector<int> days;
  std::vector<double> one;
  std::vector<double> other;
  for (int i = 0; i < 300; ++i) {
    days.push_back(i);
    const bool early = i < 48;
    one.push_back(i % 2 == 0 ? 100 : 110);
    other.push_back((i % 2 == 0) == early ? 110 : 100);
  }
  const std::vector<CorrelatedSeries> both{series(1, days, one), series(2, days, other)};
  EXPECT_NEAR(correlations_above(both, 0.5).value().at(0).value, 1.0, 1e-12);
}

TEST(Correlation, OfTooManyPairsIsRefused) {
  std::vector<CorrelatedSeries> alike;
  for (int id = 1; id <= 201; ++id) alike.push_back(series(id, {1, 2, 3}, {100, 110, 99}));
  const auto found = correlations_above(alike, 0.7);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().where, "correlation_threshold");
  alike.pop_back();
  EXPECT_EQ(correlations_above(alike, 0.7).value().size(), 19'900U);
}

}  // namespace
}  // namespace ballast::planner
