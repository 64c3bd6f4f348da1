// Scores of what is held: what to sell of it, and how good the whole is.
#pragma once

#include <string>
#include <vector>

#include "actors/scoring/score_context.hpp"
#include "messages/position_scores.hpp"
#include "messages/scoring.hpp"
#include "planner/scoring/security/sell_score.hpp"
#include "planner/settings/settings.hpp"

namespace ballast::actors {

/// Returns the symbols of what is held, by rising id; of these, if any are given.
[[nodiscard]] std::vector<std::string> held_symbols(const ScoreContext& context);

/// Returns the limits that the settings name; of a position goes at most a fifth.
[[nodiscard]] planner::scoring::SellRules sell_rules_of(const planner::Settings& settings);

/// Scores the sale of each that is held, the highest first; the others are named. Of one whose
/// prices cannot be scored, the parts that need them count as unknown.
[[nodiscard]] messages::SellScores sell_scores(const std::vector<messages::ScoreInput>& inputs,
                                               const ScoreContext& context,
                                               const planner::scoring::SellRules& rules);

/// Scores the portfolio with the scores of what it holds.
[[nodiscard]] messages::PortfolioScored portfolio_scored(
    const std::vector<messages::ScoreTold>& scores, const ScoreContext& context);

}  // namespace ballast::actors
