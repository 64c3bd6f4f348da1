// How the work of a search is measured, cut and merged, for the ventilator that hands it out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "broker/work_plane/run.hpp"
#include "planner/bounding/node.hpp"
#include "planner/evaluation/search.hpp"

namespace ballast::actors {

/// What answers of subtrees bring besides sets.
struct SubtreesLeft {
  std::vector<planner::OpenNode> nodes;  // still to be searched
  std::uint64_t steps = 0;               // of all answers
};

/// Returns rules over bytes of SearchTask and SearchAnswer. Answers are merged into `into`, keeping
/// the best `keep`, and into `left`; one whose sequences do not have the scores that it claims, or
/// may not be among the best at all, is refused. Subtrees are told what is found by the time when
/// they are leased. All references outlive the run.
[[nodiscard]] broker::WorkRules search_rules(const planner::PlanContext& context,
                                             const planner::Distinctness& distinctness,
                                             planner::SearchResult& into, std::size_t keep,
                                             SubtreesLeft& left);

}  // namespace ballast::actors
