// From kept scores to the quality that plans and target weights take for a security, whether it
// fails the quality gate, and which of them were fresh.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "messages/scoring.hpp"
#include "planner/model/failure.hpp"
#include "planner/model/plan_inputs.hpp"

namespace ballast::actors {

struct ScoresUsed {
  std::size_t fresh = 0;             // as new as the security's price
  std::vector<std::string> stale;    // symbols; older than the price, used all the same
  std::vector<std::string> missing;  // symbols; what the universe says is taken
};

/// Puts the mean of long-term and fundamentals score in the place of each security's quality, the
/// one where the other is missing, and says which fail the quality gate. `pages` are bodies of
/// SecurityScores; of a security without a price nothing is said.
[[nodiscard]] planner::Result<ScoresUsed> use_scores(const std::vector<std::string>& pages,
                                                     planner::PlanInputs& inputs);

/// "Scores: 28 fresh, 1 stale (AAA), 2 missing (BBB, CCC)."
[[nodiscard]] std::string score_note(const ScoresUsed& used);

}  // namespace ballast::actors
