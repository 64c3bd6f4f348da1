// Which written-out sequences can be carried out and are worth trying.
#pragma once

#include <vector>

#include "planner/model/action.hpp"
#include "planner/model/money.hpp"
#include "planner/opportunities/situation.hpp"

namespace ballast::planner {

/// Returns whether the trades (sells, then buys) can be paid for one after the other, fees
/// included, and are urgent enough: their priorities must average the threshold, counted on the
/// grid of 2^-30 on which plans count them, so that ten of exactly the threshold pass.
[[nodiscard]] bool feasible(const Situation& situation, const std::vector<Candidate>& sequence);

}  // namespace ballast::planner
