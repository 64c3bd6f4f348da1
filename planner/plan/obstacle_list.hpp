// What stood in the way of more: the obstacles of a plan, the most telling first.
#pragma once

#include <cstddef>
#include <vector>

#include "planner/plan/planning.hpp"

namespace ballast::planner {

inline constexpr std::size_t most_obstacles = 12;

/// Returns what kept each candidate of a plan without trades from being carried out on its own: too
/// little cash, a gain that its fee eats up, or a lower score.
[[nodiscard]] std::vector<Obstacle> obstacles_of_candidates(const PlanInputs& inputs,
                                                            const PreparedPlan& prepared);

/// Returns what a set keeps from being traded besides: each candidate that is in conflict with one
/// of the set, once.
[[nodiscard]] std::vector<Obstacle> obstacles_of_conflicts(const PreparedPlan& prepared,
                                                           const RankedSequence& set);

/// Returns at most `most_obstacles`: half of the places, or more if there is room, go to
/// `candidates`, the others to `earlier`; both by telling rank.
[[nodiscard]] std::vector<Obstacle> most_telling_obstacles(std::vector<Obstacle> candidates,
                                                           std::vector<Obstacle> earlier);

}  // namespace ballast::planner
