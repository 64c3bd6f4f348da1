// The score as one number per security: equal to the score itself, on any portfolio.
#include "planner/scoring/weights.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/unit/planner/scoring/example_portfolio.hpp"

namespace ballast::planner {
namespace {

constexpr std::array profiles{RiskProfile::balanced, RiskProfile::conservative,
                              RiskProfile::aggressive};

/// Returns the score of a state written as a sum over holdings plus constants.
double linear_score(const std::vector<Holding>& holdings, const PortfolioScoreInputs& inputs,
                    const std::vector<SymbolScores>& scores, const ScoringWeights& weights) {
  const ScoreConstants constants = score_constants(weights);
  const bool quality_known = !inputs.qualities.empty();
  const bool yield_known = !inputs.yields.empty();
  double linear = constants.opinion + (quality_known ? 0.0 : constants.unknown_quality);
  double dividend = yield_known ? constants.dividend_base : constants.unknown_yield;
  for (const Holding& holding : holdings) {
    const std::uint32_t i = holding.security;
    const LinearCoefficients coefficients = linear_coefficients(
        scores[i], quality_known ? inputs.qualities[i] : std::nullopt,
        yield_known ? inputs.yields[i] : std::nullopt, weights, quality_known, yield_known);
    linear += coefficients.linear * holding.value / inputs.total;
    dividend += coefficients.dividend * holding.value / inputs.total;
  }
  const double deviation = portfolio_score(holdings, inputs).mean_deviation;
  const double geography =
      std::max(0.0, constants.geography_full - constants.geography_per_deviation * deviation);
  return std::min(1.0, linear + std::min(dividend, constants.dividend_cap) + geography);
}

TEST(Weights, AddUpToOneInEveryProfile) {
  for (const RiskProfile profile : profiles) {
    const ScoringWeights w = weights_of(profile);
    EXPECT_DOUBLE_EQ(w.total_return + w.diversification + w.promise + w.stability + w.opinion, 1.0);
  }
}

TEST(Weights, CoefficientsAgreeWithTheWorkedExample) {
  const PortfolioScoreInputs inputs = example::inputs();
  const auto coefficient = [&](std::uint32_t i, const SymbolScores& scores) {
    return linear_coefficients(scores, inputs.qualities[i], inputs.yields[i],
                               weights_of(RiskProfile::balanced))
        .total();
  };
  EXPECT_NEAR(coefficient(example::aaa, {1.0, 0.782, 0.835}), 0.7029, 5e-5);
  EXPECT_NEAR(coefficient(example::bbb, {0.974, 0.611, 0.499}), 0.59945, 5e-6);
  EXPECT_NEAR(coefficient(example::ccc, {0.751, 0.528, 0.316}), 0.4571, 5e-5);
  EXPECT_NEAR(coefficient(example::ddd, {0.954, 0.975, 0.970}), 0.7494, 5e-5);
  const ScoreConstants constants = score_constants(weights_of(RiskProfile::balanced));
  EXPECT_DOUBLE_EQ(constants.geography_full, 0.10);
  EXPECT_DOUBLE_EQ(constants.opinion + constants.dividend_base, 0.0475);
  EXPECT_DOUBLE_EQ(constants.unknown_quality, 0.0375);
  EXPECT_DOUBLE_EQ(constants.unknown_yield - constants.dividend_base, 0.015);
}

struct RandomState {
  std::vector<Holding> holdings;
  PortfolioScoreInputs inputs;
  std::vector<SymbolScores> scores;
};

RandomState random_state(std::mt19937_64& random) {
  std::uniform_real_distribution<double> unit(0.0, 1.0);
  RandomState state;
  state.inputs.targets = {unit(random), unit(random), unit(random) * 0.2};
  const bool quality_known = unit(random) < 0.8;
  const bool yield_known = unit(random) < 0.8;
  const bool groups_known = unit(random) < 0.8;
  double value_sum = 0.0;
  for (std::uint32_t i = 0; i < 12; ++i) {
    state.scores.push_back({unit(random), unit(random), unit(random)});
    if (quality_known) {
      state.inputs.qualities.push_back(unit(random) < 0.2 ? std::nullopt
                                                          : std::optional{unit(random)});
    }
    if (yield_known) {
      state.inputs.yields.push_back(unit(random) < 0.2 ? std::nullopt
                                                       : std::optional{unit(random) * 0.15});
    }
    if (groups_known) {
      const int group = static_cast<int>(unit(random) * 4.0);
      state.inputs.groups.push_back(group == 3 ? outside_targets
                                               : static_cast<std::uint16_t>(group));
    }
    if (unit(random) < 0.6) state.holdings.push_back({i, unit(random) * 5000.0});
    if (!state.holdings.empty()) value_sum += state.holdings.back().value;
  }
  state.inputs.total = value_sum * (0.5 + unit(random)) + 1.0;
  return state;
}

TEST(Weights, TheLinearFormIsTheScoreOnRandomPortfolios) {
  constexpr std::uint64_t seed = 8106;
  std::mt19937_64 random(seed);
  for (int i = 0; i < 3000; ++i) {
    const RandomState state = random_state(random);
    for (const RiskProfile profile : profiles) {
      const ScoringWeights weights = weights_of(profile);
      const double portfolio = portfolio_score(state.holdings, state.inputs).total;
      const double exact = end_state_score(state.holdings, state.inputs.total, state.scores,
                                           portfolio / 100.0, weights)
                               .score;
      EXPECT_NEAR(linear_score(state.holdings, state.inputs, state.scores, weights), exact, 1e-12)
          << "state " << i << " seed " << seed;
    }
  }
}

}  // namespace
}  // namespace ballast::planner
