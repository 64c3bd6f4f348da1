// A made-up planning problem of a given size, for measuring.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "planner/evaluation/plan_context.hpp"
#include "planner/model/plan_inputs.hpp"
#include "planner/scoring/portfolio_score.hpp"
#include "planner/scoring/symbol_scores.hpp"
#include "planner/settings/settings.hpp"
#include "planner/simulation/simulate.hpp"

namespace ballast::tools {

/// The same problem twice: compiled, and as the plain simulation wants it.
struct Problem {
  planner::Settings settings;
  planner::PlanContext context;
  planner::PortfolioState state;
  planner::PortfolioScoreInputs inputs;
  std::vector<planner::SymbolScores> scores;
  std::vector<planner::Trade> trades;  // one per candidate of the context
  std::vector<std::string> symbols;    // one per security
  std::map<std::string, double> positions;
};

/// Returns a problem with `a_side` sells and as many buys, of 60 securities in five groups. What
/// `settings` say of the size of sets does not count.
[[nodiscard]] Problem make_problem(std::uint32_t a_side, std::int64_t max_a_side,
                                   std::int64_t depth, const planner::Settings& settings = {});

/// Returns the score of carrying out a set, in doubles, found the way of a program that keeps
/// positions in a map by symbol: each trade makes a copy of the map, and the whole portfolio that
/// results is scored. -1 if cash does not suffice.
[[nodiscard]] double copying_score(const Problem& problem,
                                   const std::vector<planner::CandidateIndex>& set);

}  // namespace ballast::tools
