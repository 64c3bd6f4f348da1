// How the scores of all paths become one, against scores that were combined by hand.
#include "planner/scenarios/combination.hpp"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace ballast::planner {
namespace {

constexpr double grid = 1e-12;

std::vector<std::int64_t> ticks_of(const std::vector<double>& scores) {
  std::vector<std::int64_t> ticks;
  ticks.reserve(scores.size());
  for (const double score : scores) ticks.push_back(Score::nearest(score).ticks);
  return ticks;
}

TEST(Combination, OfTenRandomPathsIsAsWorkedOutByHand) {
  const std::vector<double> scores{0.655894, 0.656894, 0.654894, 0.654894, 0.655894,
                                   0.656894, 0.655894, 0.654894, 0.656894, 0.655894};
  const ScenarioScores result = combine(ticks_of(scores), monte_carlo_mode.weights);
  EXPECT_NEAR(result.worst.value(), 0.654894, grid);
  EXPECT_NEAR(result.tenth_percentile.value(), 0.654894, grid);
  EXPECT_NEAR(result.ninetieth.value(), 0.656894, grid);
  EXPECT_NEAR(result.mean.value(), 0.655894, grid);
  EXPECT_NEAR(result.combined.value(), 0.655194, grid);
}

TEST(Combination, OfShiftsIsSixTenthsWorstAndFourTenthsMean) {
  const std::vector<double> scores{0.730894, 0.732894, 0.735894, 0.738894, 0.740894};
  EXPECT_NEAR(combine(ticks_of(scores), stochastic_mode.weights).combined.value(), 0.732894, grid);
}

TEST(Combination, TakesTheLowerMedianAndOfEqualsTheFirstPath) {
  EXPECT_EQ(combine(std::vector<std::int64_t>{40, 10, 30, 20}, {}).median_path, 3U);
  EXPECT_EQ(combine(std::vector<std::int64_t>{40, 10, 30, 20, 25}, {}).median_path, 4U);
  EXPECT_EQ(combine(std::vector<std::int64_t>{7, 7, 7, 7}, {}).median_path, 1U);
  EXPECT_EQ(combine(std::vector<std::int64_t>{7}, {}).median_path, 0U);
}

TEST(Combination, TakesPercentilesByTruncatedPlace) {
  std::vector<std::int64_t> scores;
  for (std::int64_t i = 0; i < 25; ++i) scores.push_back(i);
  const ScenarioScores result = combine(scores, {});
  EXPECT_EQ(result.tenth_percentile.ticks, 2);
  EXPECT_EQ(result.ninetieth.ticks, 22);
}

TEST(Combination, RoundsDownAndHoldsTheLargestScores) {
  EXPECT_EQ(combine(std::vector<std::int64_t>{0, 1}, {.worst = 6, .mean = 4}).combined.ticks, 0);
  const std::vector<std::int64_t> perfect(max_scenario_paths, Score::one);
  for (const ScenarioMode* mode : {&stochastic_mode, &monte_carlo_mode}) {
    const ScenarioScores result = combine(perfect, mode->weights);
    EXPECT_EQ(result.combined.ticks, Score::one);
    EXPECT_EQ(result.mean.ticks, Score::one);
  }
}

TEST(Combination, AgreesWithDoubles) {
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    std::mt19937_64 random{seed};
    std::vector<double> scores(1 + random() % max_scenario_paths);
    for (double& score : scores) score = static_cast<double>(random() % 1'000'001) / 1e6;
    const ScenarioMode& mode = seed % 2 == 0 ? stochastic_mode : monte_carlo_mode;
    ASSERT_NEAR(combine(ticks_of(scores), mode.weights).combined.value(),
                combine_plainly(scores, mode.weights), grid)
        << "seed " << seed;
  }
}

}  // namespace
}  // namespace ballast::planner
