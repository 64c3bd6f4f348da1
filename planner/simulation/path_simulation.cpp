#include "planner/simulation/path_simulation.hpp"

#include "planner/scoring/portfolio_score.hpp"
#include "planner/scoring/symbol_scores.hpp"
#include "planner/scoring/weights.hpp"

namespace ballast::planner {
namespace {

/// The portfolio after the move; returns the total.
double move_prices(const PlainPortfolio& portfolio, std::span<const double> multipliers,
                   PortfolioState& state) {
  double total = portfolio.total_value;
  state.cash = portfolio.cash;
  for (std::uint32_t i = 0; i < portfolio.position_values.size(); ++i) {
    const double value = portfolio.position_values[i];
    if (!(value > 0.0)) continue;
    state.holdings.push_back({.security = i, .value = value * multipliers[i]});
    total += value * multipliers[i] - value;
  }
  return total;
}

double score_of(const PlainPortfolio& portfolio, const Simulation& simulation, double total) {
  std::vector<SymbolScores> scores;
  scores.reserve(portfolio.inputs.securities.size());
  for (const Security& security : portfolio.inputs.securities) {
    scores.push_back(symbol_scores(security.metrics, horizons_of(portfolio.settings)));
  }
  const PortfolioScoreInputs inputs =
      portfolio_score_inputs(portfolio.inputs, total, portfolio.settings.enable_industry_part);
  const double diversification = portfolio_score(simulation.end.holdings, inputs).total / 100.0;
  const EndStateScore end_state =
      end_state_score(simulation.end.holdings, total, scores, diversification,
                      weights_of(portfolio.settings.risk_profile), portfolio.settings.opinion);
  return penalised(end_state.score,
                   cost_penalty(simulation.cost, total, portfolio.settings.cost_penalty_factor));
}

}  // namespace

PathOutcome simulate_path(const PlainPortfolio& portfolio, std::span<const Trade> trades,
                          std::span<const double> multipliers) {
  PortfolioState state;
  PathOutcome outcome;
  outcome.total_value = move_prices(portfolio, multipliers, state);
  std::vector<Trade> moved(trades.begin(), trades.end());
  for (Trade& trade : moved) trade.value *= multipliers[trade.security];
  outcome.simulation = simulate(state, moved, trading_costs(portfolio.settings));
  outcome.score = score_of(portfolio, outcome.simulation, outcome.total_value);
  return outcome;
}

double plain_scenario_score(const PlainPortfolio& portfolio, std::span<const Trade> trades,
                            std::span<const std::vector<double>> paths,
                            const ScenarioWeights& weights) {
  std::vector<double> scores;
  scores.reserve(paths.size());
  for (const std::vector<double>& multipliers : paths) {
    scores.push_back(simulate_path(portfolio, trades, multipliers).score);
  }
  return combine_plainly(scores, weights);
}

}  // namespace ballast::planner
