// The score has bends that are not concave, so a search runs over up to eight concave problems, one
// after the other, that together hold every set:
// - geography counts in full (may be negative), or is nothing: the score takes the larger;
// - the same of the industry part;
// - sets with a purchase must pay for it, sets of sells alone need no cash.
#pragma once

#include <span>
#include <vector>

#include "planner/evaluation/plan_context.hpp"

namespace ballast::planner {

/// Returns whether sets of the space may hold a candidate.
[[nodiscard]] bool in_space(const PlanContext& context, std::size_t index);

/// Returns whether a set of candidates has the counts and the candidates of one of the space.
[[nodiscard]] bool is_set_of_space(const PlanContext& context, std::span<const CandidateIndex> set);

struct Form {
  bool geography = true;    // counts; otherwise it is nothing
  bool industry = true;     // likewise
  bool sells_only = false;  // no purchase and no limit on cash; otherwise cash must not end below 0

  bool operator==(const Form&) const = default;
};

/// Returns the forms whose problems together hold every set of the space; no set's score exceeds
/// zero and its value in every form that holds it and one of which has its score.
[[nodiscard]] std::vector<Form> forms_of(const PlanContext& context);

}  // namespace ballast::planner
