// A person's own trades as candidates, so that they are scored like any other plan.
#pragma once

#include <vector>

#include "planner/model/action.hpp"
#include "planner/model/failure.hpp"
#include "planner/model/plan_inputs.hpp"
#include "planner/model/plan_request.hpp"

namespace ballast::planner {

/// The trades of one idea as candidates of category own_idea: sells, then buys, each by mention.
using IdeaCandidates = std::vector<Candidate>;

/// Returns the candidates of each of the request's ideas, in its order. Fails, naming idea and
/// trade, for an unknown symbol, a symbol named twice in one idea, a quantity that is no whole
/// number of lots, a sale of more than is held, a security without price or rate or that may not be
/// traded, an idea without trades or with more than ten. A sale of a whole position need not be
/// whole lots.
[[nodiscard]] Result<std::vector<IdeaCandidates>> candidates_of_ideas(const PlanRequest& request,
                                                                      const PlanInputs& inputs);

}  // namespace ballast::planner
