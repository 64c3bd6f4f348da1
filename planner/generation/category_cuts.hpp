// Which candidates have a place in the enumerated space: the best of each category, those urgent
// enough, the best of each side.
#pragma once

#include <cstddef>
#include <vector>

#include "planner/model/action.hpp"
#include "planner/model/plan_inputs.hpp"
#include "planner/model/plan_request.hpp"
#include "planner/patterns/pattern.hpp"

namespace ballast::planner {

struct CategoryCuts {
  CandidateLists lists;
  std::vector<std::size_t> space;  // places in lists.all; of equal priorities the first ranks first
  std::vector<Obstacle> obstacles;  // what was cut, and why

  bool operator==(const CategoryCuts&) const = default;
};

/// Cuts candidates, one per security and side. Pinned securities are never cut; they come first in
/// their category.
[[nodiscard]] CategoryCuts cut_categories(std::vector<Candidate> candidates,
                                          const PlanRequest& request, const PlanInputs& inputs);

}  // namespace ballast::planner
