#include "tools/bench/problem.hpp"

#include <algorithm>
#include <random>
#include <string>

#include "planner/evaluation/compile.hpp"
#include "planner/scoring/end_state_score.hpp"

namespace ballast::tools {
namespace {

constexpr std::uint32_t security_count = 60;
constexpr std::uint32_t group_count = 5;

double fraction(std::mt19937_64& random) {
  return static_cast<double>(random() % 1'000) / 1'000.0;
}

planner::Security make_security(std::mt19937_64& random, std::uint32_t index) {
  planner::Security security;
  security.id = {static_cast<std::int64_t>(index) + 1};
  security.symbol = "S" + std::to_string(index);
  security.country = "country " + std::to_string(index % group_count);
  security.quality = fraction(random);
  security.metrics.cagr_5y = fraction(random) / 4.0;
  security.metrics.dividend_yield = fraction(random) / 20.0;
  security.metrics.consistency_score = fraction(random);
  security.metrics.sharpe = fraction(random);
  security.metrics.volatility_annual = fraction(random) / 2.0;
  return security;
}

planner::PlanInputs make_inputs(std::mt19937_64& random) {
  planner::PlanInputs inputs;
  for (std::uint32_t i = 0; i < security_count; ++i) {
    inputs.securities.push_back(make_security(random, i));
  }
  for (std::uint32_t i = 0; i < group_count; ++i) {
    const std::string group = "group " + std::to_string(i);
    inputs.country_targets.push_back({group, 1.0 / group_count});
    inputs.country_groups.push_back({"country " + std::to_string(i), group});
  }
  return inputs;
}

planner::Candidate make_candidate(std::mt19937_64& random, planner::Side side,
                                  std::uint32_t security) {
  planner::Candidate candidate;
  candidate.side = side;
  candidate.security = {static_cast<std::int64_t>(security) + 1};
  candidate.value = 300.0 + 2'000.0 * fraction(random);
  candidate.priority = 0.3 + fraction(random);
  return candidate;
}

}  // namespace

Problem make_problem(std::uint32_t a_side, std::int64_t max_a_side, std::int64_t depth,
                     const planner::Settings& settings) {
  constexpr double cash = 4'000.0;
  std::mt19937_64 random{a_side};
  const planner::PlanInputs inputs = make_inputs(random);
  planner::Books books{std::vector<double>(security_count, 0.0), cash,
                       planner::Money::from_units(cash)};
  Problem problem;
  problem.settings = settings;
  problem.settings.max_sells = problem.settings.max_buys = max_a_side;
  problem.settings.max_plan_depth = depth;
  problem.state.cash = cash;
  for (std::uint32_t i = 0; i < security_count / 2; ++i) {
    books.position_values[i] = 1'000.0 + 4'000.0 * fraction(random);
    books.total_value += books.position_values[i];
    problem.state.holdings.push_back({i, books.position_values[i]});
    problem.scores.push_back(planner::symbol_scores(inputs.securities[i].metrics));
    problem.positions[inputs.securities[i].symbol] = books.position_values[i];
  }
  std::vector<planner::Candidate> candidates;
  for (std::uint32_t i = 0; i < a_side; ++i) {
    candidates.push_back(make_candidate(random, planner::Side::sell, i));
  }
  for (std::uint32_t i = 0; i < a_side; ++i) {
    candidates.push_back(make_candidate(random, planner::Side::buy, security_count / 4 + i));
  }
  for (std::uint32_t i = security_count / 2; i < security_count; ++i) {
    problem.scores.push_back(planner::symbol_scores(inputs.securities[i].metrics));
  }
  problem.context = planner::compile_context(inputs, books, problem.settings, candidates);
  problem.inputs = planner::portfolio_score_inputs(inputs, books.total_value);
  for (const planner::Security& one : inputs.securities) problem.symbols.push_back(one.symbol);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    problem.trades.push_back(
        {candidates[i].side, problem.context.candidates[i].security, candidates[i].value});
  }
  return problem;
}

namespace {

double end_score(const Problem& problem, const std::vector<planner::Holding>& holdings,
                 double cost) {
  const double total = problem.inputs.total;
  const double spread = planner::portfolio_score(holdings, problem.inputs).total / 100.0;
  const planner::EndStateScore end = planner::end_state_score(
      holdings, total, problem.scores, spread, planner::weights_of(problem.settings.risk_profile));
  return planner::penalised(
      end.score, planner::cost_penalty(cost, total, problem.settings.cost_penalty_factor));
}

}  // namespace

double copying_score(const Problem& problem, const std::vector<planner::CandidateIndex>& set) {
  std::map<std::string, double> positions = problem.positions;
  double cash = problem.state.cash;
  double cost = 0.0;
  for (const planner::CandidateIndex index : set) {
    const planner::Trade& trade = problem.trades[index];
    std::map<std::string, double> after = positions;
    double& position = after[problem.symbols[trade.security]];
    const bool sells = trade.side == planner::Side::sell;
    const double value = sells ? std::min(trade.value, position) : trade.value;
    const double fee = planner::trade_cost(value, planner::trading_costs(problem.settings));
    if (!sells && value + fee > cash) return -1.0;
    position += sells ? -value : value;
    cash += sells ? value - fee : -(value + fee);
    cost += fee;
    positions = after;
  }
  std::vector<planner::Holding> holdings;
  for (std::uint32_t i = 0; i < problem.symbols.size(); ++i) {
    const auto held = positions.find(problem.symbols[i]);
    if (held != positions.end() && held->second > 0.0) holdings.push_back({i, held->second});
  }
  return end_score(problem, holdings, cost);
}

}  // namespace ballast::tools
