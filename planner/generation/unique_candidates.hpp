// One candidate for each security and side.
#pragma once

#include <vector>

#include "planner/model/action.hpp"

namespace ballast::planner {

/// Returns the candidates in the order of the categories (profit taking, averaging down, rebalance
/// sells, rebalance buys, opportunity buys), without those that have a rival of the same security
/// and side with a higher priority, or an equal one in an earlier category. The one that stays gets
/// the tags of all, its own first.
[[nodiscard]] std::vector<Candidate> unique_candidates(const Opportunities& opportunities);

}  // namespace ballast::planner
