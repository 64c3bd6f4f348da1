// From history to metrics and quality: windows, gaps, and what stays missing.
#include "planner/metrics/metrics.hpp"

#include <gtest/gtest.h>

#include "planner/metrics/price_metrics.hpp"
#include "planner/metrics/quality.hpp"
#include "tests/unit/planner/metrics/price_series.hpp"

namespace ballast::planner {
namespace {

constexpr double target_return = 0.11;
const Date first_day = *parse_date("2015-01-01");

Fundamentals worked_fundamentals() {
  Fundamentals f;
  f.net_margin = 0.18;
  f.debt_to_equity = 60.0;
  f.current_ratio = 1.4;
  f.dividend_yield = 0.025;
  return f;
}

Metrics worked_metrics() {
  return compute_metrics(series::random_walk(), series::ramp(120), worked_fundamentals());
}

TEST(Metrics, AgreeWithTheWorkedExample) {
  const Metrics metrics = worked_metrics();
  EXPECT_NEAR(*metrics.cagr_5y, 0.07138126353097651, 1e-15);
  EXPECT_NEAR(*metrics.cagr_10y, 0.09276019820082104, 1e-15);
  EXPECT_NEAR(*metrics.volatility_annual, 0.1739220702916907, 1e-14);
  EXPECT_NEAR(*metrics.financial_strength, 0.8, 1e-12);
  EXPECT_EQ(metrics.consistency_score, 0.8);
  EXPECT_EQ(metrics.dividend_yield, 0.025);
  EXPECT_FALSE(metrics.payout_ratio);
  EXPECT_FALSE(metrics.dividend_consistency);
}

TEST(Metrics, QualityAgreesWithTheWorkedExample) {
  const Metrics metrics = worked_metrics();
  EXPECT_NEAR(long_term_score(metrics, target_return), 0.701, 0.0005);
  EXPECT_NEAR(fundamentals_score(metrics), 0.8, 1e-12);
  const PriceHistory history = series::daily(first_day, std::vector(400, 100.0));
  const double exact = (long_term_score(metrics, target_return) + 0.8) / 2.0;
  EXPECT_NEAR(*quality_score(history, metrics, target_return), exact, 1e-12);
  EXPECT_NEAR(exact, 0.7505, 0.0003);
}

TEST(Metrics, QualityNeedsFiftyDaysAndTwelveMonths) {
  const Metrics metrics = worked_metrics();
  EXPECT_FALSE(quality_score(series::daily(first_day, std::vector(330, 1.0)), metrics, 0.11));
  EXPECT_TRUE(quality_score(series::daily(first_day, std::vector(335, 1.0)), metrics, 0.11));
  PriceHistory monthly;
  for (int i = 0; i < 40; ++i) {
    monthly.dates.push_back(first_day + std::chrono::days(31 * i));
    monthly.closes.push_back(1.0);
  }
  EXPECT_FALSE(quality_score(monthly, metrics, 0.11));
}

TEST(Metrics, MissingRatiosAreNeutralInQuality) {
  Metrics metrics;
  EXPECT_NEAR(long_term_score(metrics, target_return), 0.40 * 0.15 + 0.60 * 0.5, 1e-12);
  EXPECT_NEAR(fundamentals_score(metrics), 0.60 * 0.5 + 0.40 * 0.6, 1e-12);
  metrics.cagr_5y = target_return;
  metrics.sortino = 0.25;
  metrics.sharpe = 3.0;
  EXPECT_NEAR(long_term_score(metrics, target_return), 0.40 + 0.35 * 0.2 + 0.25, 1e-12);
  metrics.sortino = 0.75;
  EXPECT_NEAR(long_term_score(metrics, target_return), 0.40 + 0.35 * 0.5 + 0.25, 1e-12);
  metrics.sortino = -1.0;
  EXPECT_NEAR(long_term_score(metrics, target_return), 0.40 + 0.25, 1e-12);
}

TEST(Metrics, MonthlyMeansFollowTheCalendarAcrossGaps) {
  PriceHistory history;
  history.dates = {*parse_date("2024-01-30"), *parse_date("2024-01-31"), *parse_date("2024-02-01"),
                   *parse_date("2024-05-15"), *parse_date("2025-05-15")};
  history.closes = {10.0, 20.0, 30.0, 40.0, 50.0};
  EXPECT_EQ(monthly_means(history), (std::vector{15.0, 30.0, 40.0, 50.0}));
  EXPECT_TRUE(monthly_means(PriceHistory{}).empty());
}

TEST(Metrics, GrowthOfAHorizonNeedsItsMonths) {
  const std::vector<double> closes = series::random_walk();
  const auto with_months = [&](std::size_t months) {
    return compute_metrics(closes, series::ramp(months), {});
  };
  EXPECT_FALSE(with_months(11).cagr_1y);
  EXPECT_FALSE(with_months(11).cagr_5y);
  EXPECT_FALSE(with_months(11).consistency_score);
  EXPECT_TRUE(with_months(12).cagr_1y);
  EXPECT_EQ(with_months(12).cagr_5y, with_months(12).cagr_1y);
  EXPECT_FALSE(with_months(35).cagr_3y);
  EXPECT_TRUE(with_months(36).cagr_3y);
  EXPECT_FALSE(with_months(60).cagr_10y);
  EXPECT_EQ(with_months(60).consistency_score, 0.6);
  EXPECT_TRUE(with_months(61).cagr_10y);
  EXPECT_NEAR(*with_months(200).cagr_10y, *yearly_growth(series::ramp(200), 120), 0.0);
}

TEST(Metrics, RiskLooksAtTheLastYearAndAHalf) {
  std::vector<double> closes(100, 1.0);
  closes.back() = 500.0;
  const std::vector<double> recent = series::random_walk();
  closes.insert(closes.end(), recent.begin(), recent.end());
  EXPECT_NE(compute_metrics(closes, {}, {}).max_drawdown,
            compute_metrics(recent, {}, {}).max_drawdown);
  closes.insert(closes.begin(), 1000, 7.0);
  closes.insert(closes.end(), recent.begin(), recent.end());
  const std::vector<double> last(closes.end() - 365, closes.end());
  EXPECT_EQ(compute_metrics(closes, {}, {}), compute_metrics(last, {}, {}));
}

TEST(Metrics, NothingInNothingOut) {
  EXPECT_EQ(compute_metrics(PriceHistory{}, Fundamentals{}), Metrics{});
  EXPECT_FALSE(quality_score(PriceHistory{}, Metrics{}, target_return));
}

TEST(Metrics, FromAHistoryTheyUseItsMonthlyMeans) {
  std::vector<double> closes(1200, 100.0);
  for (std::size_t i = 1; i < closes.size(); ++i) closes[i] = closes[i - 1] + 0.1;
  const PriceHistory history = series::daily(first_day, closes);
  EXPECT_EQ(compute_metrics(history, worked_fundamentals()),
            compute_metrics(closes, monthly_means(history), worked_fundamentals()));
  EXPECT_TRUE(compute_metrics(history, {}).cagr_3y);
}

}  // namespace
}  // namespace ballast::planner
