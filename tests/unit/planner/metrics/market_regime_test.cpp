// The market's direction from the indices that are known.
#include "planner/metrics/market_regime.hpp"

#include <gtest/gtest.h>

#include "planner/metrics/price_metrics.hpp"

namespace ballast::planner {
namespace {

PlanInputs indices(std::optional<double> first, std::optional<double> second) {
  PlanInputs inputs;
  inputs.securities.resize(2);
  inputs.securities[0].symbol = "BROAD";
  inputs.securities[0].metrics.distance_200d = first;
  inputs.securities[1].symbol = "TECH";
  inputs.securities[1].metrics.distance_200d = second;
  return inputs;
}

Settings watching(TextList symbols) {
  Settings settings;
  settings.market_indices = std::move(symbols);
  return settings;
}

MarketRegime regime(double first, double second) {
  return read_market(indices(first, second), watching({"BROAD", "TECH"})).regime;
}

TEST(MarketRegime, FollowsTheAverageDistanceUpToItsThresholds) {
  EXPECT_EQ(regime(0.04, 0.06), MarketRegime::bull);
  EXPECT_EQ(regime(0.04, 0.0599), MarketRegime::sideways);
  EXPECT_EQ(regime(-0.2, 0.1), MarketRegime::bear);
  EXPECT_EQ(regime(-0.0999, 0.0), MarketRegime::sideways);
}

TEST(MarketRegime, IsDecidedByTheIndicesThatAreKnown) {
  const auto reading = read_market(indices(0.06, {}), watching({"BROAD", "TECH", "NONE"}));
  EXPECT_EQ(reading.regime, MarketRegime::bull);
  EXPECT_EQ(reading.missing, (std::vector<std::string>{"TECH", "NONE"}));
}

TEST(MarketRegime, IsSidewaysWhereNothingIsKnown) {
  EXPECT_EQ(read_market(indices({}, {}), watching({"TECH"})).regime, MarketRegime::sideways);
  EXPECT_EQ(read_market(indices(0.5, 0.5), watching({})), MarketReading{});
}

TEST(MarketRegime, KeepsTheMostCashWhileItFalls) {
  const Settings settings;
  EXPECT_EQ(cash_share(MarketRegime::bull, settings), 0.02);
  EXPECT_EQ(cash_share(MarketRegime::sideways, settings), 0.03);
  EXPECT_EQ(cash_share(MarketRegime::bear, settings), 0.05);
}

TEST(DistanceFromMean, LooksAtTheLastTwoHundredCloses) {
  std::vector<double> closes(300, 1.0);
  std::fill(closes.end() - 200, closes.end(), 100.0);
  closes.back() = 120.0;
  EXPECT_NEAR(*distance_from_mean(closes), 120.0 / 100.1 - 1.0, 1e-12);
  EXPECT_FALSE(distance_from_mean(std::vector<double>(199, 1.0)));
  EXPECT_EQ(distance_from_mean(std::vector<double>(200, 3.0)), 0.0);
}

}  // namespace
}  // namespace ballast::planner
