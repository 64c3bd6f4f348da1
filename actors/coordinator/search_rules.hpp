// How the work of a search is measured, cut and merged, for the ventilator that hands it out.
#pragma once

#include <cstddef>

#include "broker/work_plane/run.hpp"
#include "planner/evaluation/search.hpp"

namespace ballast::actors {

/// Returns rules over bytes of SearchTask and SearchAnswer. Answers are merged into `into`, keeping
/// the best `keep`; one whose sequences do not have the scores that it claims, or may not be among
/// the best at all, is refused. All references outlive the run.
[[nodiscard]] broker::WorkRules search_rules(const planner::PlanContext& context,
                                             const planner::Distinctness& distinctness,
                                             planner::SearchResult& into, std::size_t keep);

}  // namespace ballast::actors
