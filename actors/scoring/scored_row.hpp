// From what the universe tells of a security to its score as it travels.
#pragma once

#include <cstddef>
#include <string>

#include "actors/scoring/score_context.hpp"
#include "messages/scoring.hpp"
#include "planner/metrics/history.hpp"
#include "planner/model/failure.hpp"
#include "planner/scoring/security/security_score.hpp"

namespace ballast::actors {

/// Rises when a score is computed in another way from the same input.
inline constexpr int score_version = 4;

/// Returns the closes with their days. Fails where these are not equally many.
[[nodiscard]] planner::Result<planner::PriceHistory> history_of(const messages::ScoreInput& input);

struct ValuedHistory {
  planner::scoring::RawValues raw;
  std::size_t months = 0;  // that the history has
  planner::Date newest{};
};

/// Returns what prices, books, dividends, analysts and portfolio say. Fails, in a sentence, for
/// prices that cannot be scored.
[[nodiscard]] planner::Result<ValuedHistory> raw_values_of(const messages::ScoreInput& input,
                                                           const ScoreContext& context);

/// Returns the SHA-256, in hex, of all that a score is computed from.
[[nodiscard]] std::string score_input_hash(const messages::ScoreInput& input,
                                           const ScoreContext& context);

/// Scores it and tells every sub-score with its inputs. Fails, in a sentence, for prices that
/// cannot be scored. `computed_ms` and `input_hash` are the caller's.
[[nodiscard]] planner::Result<messages::ScoreTold> scored_row(const messages::ScoreInput& input,
                                                              const ScoreContext& context);

}  // namespace ballast::actors
