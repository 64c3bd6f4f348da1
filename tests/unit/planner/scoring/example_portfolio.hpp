// A small portfolio worked out by hand: four securities, three groups, 1,500 in cash, 10,000 in
// all.
#pragma once

#include <string>
#include <vector>

#include "planner/scoring/end_state_score.hpp"

namespace ballast::planner::example {

inline constexpr std::uint32_t aaa = 0;
inline constexpr std::uint32_t bbb = 1;
inline constexpr std::uint32_t ccc = 2;
inline constexpr std::uint32_t ddd = 3;
inline constexpr double cash = 1500.0;
inline constexpr double total = 10'000.0;

inline Metrics metrics(double growth, double yield, double consistency, double strength,
                       double dividends, double sortino, double sharpe, double volatility,
                       double drawdown) {
  Metrics m;
  m.cagr_5y = growth;
  m.dividend_yield = yield;
  m.consistency_score = consistency;
  m.financial_strength = strength;
  m.dividend_consistency = dividends;
  m.sortino = sortino;
  m.sharpe = sharpe;
  m.volatility_annual = volatility;
  m.max_drawdown = drawdown;
  return m;
}

inline std::vector<Metrics> metrics() {
  return {metrics(0.09, 0.03, 0.8, 0.7, 0.9, 1.2, 0.8, 0.18, -0.16),
          metrics(0.14, 0.01, 0.6, 0.85, 0.5, 0.7, 0.6, 0.32, -0.35),
          metrics(0.22, 0.0, 0.4, 0.55, 0.5, 1.6, 1.1, 0.45, -0.55),
          metrics(0.08, 0.02, 1.0, 0.9, 1.0, 2.1, 1.5, 0.12, -0.08)};
}

inline std::vector<SymbolScores> scores() {
  std::vector<SymbolScores> result;
  for (const Metrics& m : metrics()) result.push_back(symbol_scores(m));
  return result;
}

inline std::vector<Holding> holdings() {
  return {{aaa, 4000.0}, {bbb, 3000.0}, {ccc, 1500.0}};
}

/// Targets: Asia 0.20, Europe 0.40, North America 0.40.
inline PortfolioScoreInputs inputs() {
  PortfolioScoreInputs result;
  result.total = total;
  result.targets = {0.20, 0.40, 0.40};
  result.groups = {1, 2, 0, 2};
  result.qualities = {0.65, 0.72, 0.55, 0.80};
  result.yields = {0.03, 0.01, std::nullopt, 0.02};
  return result;
}

inline double score_of(const std::vector<Holding>& state, const PortfolioScoreInputs& tables) {
  const PortfolioScore portfolio = portfolio_score(state, tables);
  return end_state_score(state, tables.total, scores(), portfolio.total / 100.0,
                         weights_of(RiskProfile::balanced))
      .score;
}

}  // namespace ballast::planner::example
