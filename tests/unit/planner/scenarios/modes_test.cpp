// What prices do on the paths of each mode.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "planner/numeric/elementary.hpp"
#include "planner/numeric/philox.hpp"
#include "planner/scenarios/scenario_mode.hpp"

namespace ballast::planner {
namespace {

std::vector<PriceRisk> risks(std::optional<double> volatility, std::size_t count) {
  std::vector<PriceRisk> all(count);
  for (std::size_t i = 0; i < count; ++i) all[i] = {volatility, i};
  return all;
}

/// All logarithms of one security's multipliers over many paths and places.
std::vector<double> moves_of(std::optional<double> volatility, std::int64_t horizon) {
  Settings settings;
  settings.horizon_days = horizon;
  std::vector<double> moves;
  for (std::size_t path = 0; path < 200; ++path) {
    for (const double one :
         monte_carlo_mode.multipliers(settings, 7, path, risks(volatility, 50))) {
      moves.push_back(logarithm(one));
    }
  }
  return moves;
}

double spread_of(const std::vector<double>& moves) {
  double squares = 0.0;
  for (const double move : moves) squares += move * move;
  return std::sqrt(squares / static_cast<double>(moves.size()));
}

TEST(ScenarioMode, OfNoneIsNone) {
  EXPECT_EQ(scenario_mode(PriceScenarios::none), nullptr);
  EXPECT_EQ(scenario_mode(PriceScenarios::stochastic), &stochastic_mode);
  EXPECT_EQ(scenario_mode(PriceScenarios::monte_carlo), &monte_carlo_mode);
}

TEST(ScenarioMode, HasWeightsThatAddUpToTen) {
  for (const ScenarioMode* mode : {&stochastic_mode, &monte_carlo_mode}) {
    const ScenarioWeights& weights = mode->weights;
    EXPECT_EQ(weights.worst + weights.tenth_percentile + weights.mean, 10);
  }
}

TEST(StochasticMode, ShiftsAllPricesTogether) {
  Settings settings;
  settings.stochastic_scenario_shifts = {-0.2, 0.0, 0.3};
  ASSERT_EQ(stochastic_mode.path_count(settings), 3U);
  const auto all = risks(0.4, 3);
  EXPECT_EQ(stochastic_mode.multipliers(settings, 1, 0, all), std::vector<double>(3, 1.0 - 0.2));
  EXPECT_EQ(stochastic_mode.multipliers(settings, 1, 1, all), std::vector<double>(3, 1.0));
  EXPECT_EQ(stochastic_mode.multipliers(settings, 1, 2, all), std::vector<double>(3, 1.3));
}

TEST(MonteCarloMode, MultipliesByTheExponentialOfASharedDraw) {
  Settings settings;
  settings.horizon_days = 63;
  const std::vector<PriceRisk> all{{0.3, 4}, {0.3, 9}};
  const auto result = monte_carlo_mode.multipliers(settings, 42, 17, all);
  EXPECT_EQ(result[0], exponential(0.3 * 0.5 * normal_draw(42, 17, 4)));
  EXPECT_EQ(result[1], exponential(0.3 * 0.5 * normal_draw(42, 17, 9)));
}

TEST(MonteCarloMode, MovesPricesAsWidelyAsTheVolatilityOverTheHorizon) {
  EXPECT_NEAR(spread_of(moves_of(0.4, 63)), 0.2, 0.005);
  EXPECT_NEAR(spread_of(moves_of(0.4, 1)), 0.4 / std::sqrt(252.0), 0.0005);
}

TEST(MonteCarloMode, HoldsVolatilityBetweenATenthAndOne) {
  EXPECT_EQ(moves_of(std::nullopt, 20), moves_of(0.2, 20));
  EXPECT_EQ(moves_of(0.0, 20), moves_of(0.1, 20));
  EXPECT_EQ(moves_of(7.0, 20), moves_of(1.0, 20));
}

TEST(MonteCarloMode, NeverMovesAPriceBeyondHalfOrDouble) {
  Settings settings;
  settings.horizon_days = 252;
  std::vector<double> all;
  for (std::size_t path = 0; path < 100; ++path) {
    const auto some = monte_carlo_mode.multipliers(settings, 3, path, risks(1.0, 50));
    all.insert(all.end(), some.begin(), some.end());
  }
  EXPECT_EQ(*std::min_element(all.begin(), all.end()), 0.5);
  EXPECT_EQ(*std::max_element(all.begin(), all.end()), 2.0);
}

TEST(MonteCarloMode, DrawsAnewForEverySeedPathAndPlaceOnly) {
  Settings settings;
  const auto all = risks(0.3, 4);
  const auto one = monte_carlo_mode.multipliers(settings, 1, 2, all);
  EXPECT_EQ(monte_carlo_mode.multipliers(settings, 1, 2, all), one);
  EXPECT_NE(monte_carlo_mode.multipliers(settings, 2, 2, all), one);
  EXPECT_NE(monte_carlo_mode.multipliers(settings, 1, 3, all), one);
  const std::vector<PriceRisk> last{all[3]};
  EXPECT_EQ(monte_carlo_mode.multipliers(settings, 1, 2, last).front(), one[3]);
}

}  // namespace
}  // namespace ballast::planner
