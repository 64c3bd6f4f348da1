// Keeps the best few of a list without letting one country take every place.
#pragma once

#include <cstddef>
#include <vector>

#include "planner/model/action.hpp"
#include "planner/model/plan_inputs.hpp"

namespace ballast::planner {

/// Returns `count` of the candidates, or all if there are no more. Candidates form clusters by
/// country, else by industries, else by the first three characters of the symbol. Clusters, by
/// falling sum of priorities, give max(1, count / clusters) places each in turn; what is left goes
/// by priority. The result falls in (1 - weight) * priority / 100 + weight * bonus, where bonus is
/// 1 / (1 + half of the others chosen from the same cluster).
[[nodiscard]] std::vector<Candidate> select_diverse(std::vector<Candidate> candidates,
                                                    std::size_t count, double weight,
                                                    const PlanInputs& inputs);

}  // namespace ballast::planner
