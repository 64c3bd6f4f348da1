// From opportunities to the candidates that sets are formed of, and the sequences that patterns
// make of them besides.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "planner/evaluation/plan_context.hpp"
#include "planner/model/action.hpp"
#include "planner/model/plan_inputs.hpp"
#include "planner/model/plan_request.hpp"

namespace ballast::planner {

/// Two candidates that no set may hold together, and why in one sentence.
struct ConflictReason {
  Conflict pair;
  std::string text;

  bool operator==(const ConflictReason&) const = default;
};

/// Candidates in the order of their indices: sells of the space by rank, further sells by rank,
/// buys of the space by rank, further buys by rank, a rank being the place by falling priority.
struct Selection {
  std::vector<Candidate> candidates;      // with their enlarged forms, where settings ask for them
  std::size_t sell_count = 0;             // candidates [0, sell_count) are sells
  std::size_t further_sells = 0;          // of them the last so many occur in sequences only
  std::size_t further_buys = 0;           // likewise of the buys
  std::vector<ConflictReason> conflicts;  // rising
  std::vector<std::vector<CandidateIndex>> sequences;  // beyond the space; each rising, each once
  std::vector<Obstacle> obstacles;  // those of the opportunities, then what was left out here

  bool operator==(const Selection&) const = default;
};

/// Keeps for each security and side the candidate of highest priority (ties: the earlier category)
/// with the tags of all, unless a filter forbids it. Of these the space is formed: the best of each
/// category, those at or above the threshold, at most max_candidates a side; pinned securities are
/// never cut. Patterns choose among the best of each category, the adaptive ones among all. Their
/// sequences stay if they can be paid for, their priorities average the threshold, no filter
/// forbids a pair, and the space does not hold them. What neither the space nor a sequence holds
/// becomes an obstacle.
[[nodiscard]] Selection select_candidates(const Opportunities& opportunities,
                                          const PlanRequest& request, const PlanInputs& inputs);

}  // namespace ballast::planner
