// From opportunities to the few candidates that sets are formed of.
#pragma once

#include <cstddef>
#include <vector>

#include "planner/model/action.hpp"
#include "planner/model/plan_inputs.hpp"
#include "planner/model/plan_request.hpp"

namespace ballast::planner {

/// Candidates in the order of their indices: sells by rank, then buys by rank, a rank being the
/// place by falling priority.
struct Selection {
  std::vector<Candidate> candidates;  // one per security and side
  std::size_t sell_count = 0;         // candidates [0, sell_count) are sells
  std::vector<Obstacle> obstacles;    // those of the opportunities, then what was left out here

  bool operator==(const Selection&) const = default;
};

/// Keeps for each security and side the candidate of highest priority (ties: the earlier category)
/// with the tags of all, then the best of each category, then those at or above the threshold, then
/// at most max_candidates a side. Whatever is cut becomes an obstacle; pinned securities are never
/// cut.
[[nodiscard]] Selection select_candidates(const Opportunities& opportunities,
                                          const PlanRequest& request, const PlanInputs& inputs);

}  // namespace ballast::planner
