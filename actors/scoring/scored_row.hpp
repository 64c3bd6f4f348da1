// From what the universe tells of a security to its score as it travels.
#pragma once

#include <string>

#include "messages/scoring.hpp"
#include "planner/model/failure.hpp"
#include "planner/scoring/security/score_rules.hpp"
#include "planner/scoring/security/security_score.hpp"

namespace ballast::actors {

/// Rises when a score is computed in another way from the same input.
inline constexpr int score_version = 1;

/// Returns the SHA-256, in hex, of all that a score is computed from.
[[nodiscard]] std::string score_input_hash(const messages::ScoreInput& input,
                                           const planner::scoring::ScoreRules& rules);

/// Scores it and tells every sub-score with its inputs. Fails, in a sentence, for prices that
/// cannot be scored. `computed_ms` and `input_hash` are the caller's.
[[nodiscard]] planner::Result<messages::ScoreTold> scored_row(
    const messages::ScoreInput& input, const planner::scoring::ScoreRules& rules);

}  // namespace ballast::actors
