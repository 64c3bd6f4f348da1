// A person's own trades as candidates and sequences, so that they are scored like any other plan.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "planner/model/action.hpp"
#include "planner/model/failure.hpp"
#include "planner/model/plan_inputs.hpp"
#include "planner/model/plan_request.hpp"

namespace ballast::planner {

struct IdeaCandidates {
  std::vector<Candidate> candidates;  // sells, then buys, each by first mention; category own_idea
  std::size_t sell_count = 0;
  std::vector<std::vector<std::uint16_t>>
      sequences;  // one per idea, in the request's order; rising

  bool operator==(const IdeaCandidates&) const = default;
};

/// Returns the request's ideas as candidates. Fails, naming the idea and the trade, for an unknown
/// symbol, a symbol named twice in one idea, a quantity that is no whole number of lots, a sale of
/// more than is held, a security without price or rate or that may not be traded, an idea without
/// trades or with more than ten. A sale of a whole position need not be whole lots.
[[nodiscard]] Result<IdeaCandidates> candidates_of_ideas(const PlanRequest& request,
                                                         const PlanInputs& inputs);

}  // namespace ballast::planner
