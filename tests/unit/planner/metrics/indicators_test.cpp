// Indicators on small series that were worked out by hand, and what holds for all of them.
#include <functional>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "planner/metrics/indicators/oscillators.hpp"
#include "planner/metrics/indicators/ranges.hpp"
#include "planner/metrics/indicators/windows.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::planner::indicators {
namespace {

using Closes = std::vector<double>;

Closes random_closes(std::mt19937_64& random, std::size_t count) {
  Closes out;
  double price = 100.0;
  for (std::size_t i = 0; i < count; ++i) {
    price *= 1.0 + (static_cast<double>(random() % 4001) - 2000.0) / 1e5;
    out.push_back(price);
  }
  return out;
}

TEST(Indicators, StrengthByWildersAverages) {
  Closes closes = {44.34, 44.09, 44.15, 43.61, 44.33, 44.83, 45.10, 45.42,
                   45.84, 46.08, 45.89, 46.03, 45.61, 46.28, 46.28};
  EXPECT_NEAR(relative_strength(closes, 14).values.back(), 70.4641, 5e-5);
  for (const double close : {46.00, 46.03, 46.41, 46.22, 45.64}) closes.push_back(close);
  EXPECT_NEAR(relative_strength(closes, 14).values.back(), 57.9150, 5e-5);
}

TEST(Indicators, StrengthOfOneWayAndOfNoWay) {
  EXPECT_DOUBLE_EQ(relative_strength(Closes{1, 2, 3, 4, 5}, 4).values.back(), 100.0);
  EXPECT_DOUBLE_EQ(relative_strength(Closes{5, 4, 3, 2, 1}, 4).values.back(), 0.0);
  EXPECT_DOUBLE_EQ(relative_strength(Closes{3, 3, 3, 3, 3}, 4).values.back(), 50.0);
}

TEST(Indicators, ASeriesThatIsTooShortHasNoLine) {
  const Closes closes = {1.0, 2.0, 3.0};
  const std::vector<Line> lines = {simple_average(closes, 4),     exponential_average(closes, 4),
                                   relative_strength(closes, 4),  momentum(closes, 4),
                                   macd(closes, 3, 4, 2).line,    bollinger(closes, 4, 2.0).upper,
                                   adaptive_average(closes, 4),   double_exponential(closes, 4),
                                   triple_exponential(closes, 4), true_strength(closes, 4, 3),
                                   hull_average(closes, 4),       regression_slope(closes, 4),
                                   stochastic_strength(closes, 4)};
  for (const Line& line : lines) EXPECT_TRUE(line.values.empty());
  EXPECT_TRUE(exponential_average({}, 4, Seed::first_value).values.empty());
  EXPECT_TRUE(average_true_range({}, 3).values.empty());
  EXPECT_TRUE(directional_movement({}, 3).index.values.empty());
  EXPECT_TRUE(donchian({}, 3).upper.values.empty());
}

TEST(Indicators, BandsOfAConstantPriceHaveItInTheMiddle) {
  const Closes closes(30, 7.0);
  const Bands bands = bollinger(closes, 20, 2.0);
  EXPECT_DOUBLE_EQ(bands.upper.values.back(), 7.0);
  EXPECT_DOUBLE_EQ(place_in_bands(closes, bands).values.back(), 0.5);
  EXPECT_DOUBLE_EQ(standard_score(closes, 20).values.back(), 0.0);
}

TEST(Indicators, NeitherRatiosNorPlacesDependOnTheUnitOfPrices) {
  const std::uint64_t seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  for (std::uint64_t i = 0; i < random_cases(50); ++i) {
    const Closes closes = random_closes(random, 80);
    Closes scaled = closes;
    for (double& close : scaled) close *= 64.0;
    for (const auto& of : std::vector<std::function<Line(std::span<const double>)>>{
             [](auto v) { return relative_strength(v, 14); },
             [](auto v) { return rate_of_change(v, 12); },
             [](auto v) { return place_in_bands(v, bollinger(v, 20, 2.0)); },
             [](auto v) { return chande_momentum(v, 10); }}) {
      EXPECT_EQ(of(closes), of(scaled));
    }
  }
}

TEST(Indicators, WilderAndExponentialAveragesAreTheSumsThatDefineThem) {
  const std::uint64_t seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  for (std::uint64_t i = 0; i < random_cases(50); ++i) {
    const Closes closes = random_closes(random, 40);
    const Line line = exponential_average(closes, 10);
    const double share = 2.0 / 11.0;
    double expected = 0.0;
    double weight = 1.0;
    for (std::size_t at = closes.size(); at-- > 10;) {
      expected += weight * share * closes[at];
      weight *= 1.0 - share;
    }
    expected += weight * mean_of(std::span(closes).first(10));
    EXPECT_NEAR(line.values.back(), expected, 1e-10);
  }
}

}  // namespace
}  // namespace ballast::planner::indicators
