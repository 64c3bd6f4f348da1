// Brings the candidates of space and sequences into the order of their indices.
#pragma once

#include <vector>

#include "planner/filters/filter.hpp"
#include "planner/generation/selection.hpp"
#include "planner/patterns/pattern.hpp"

namespace ballast::planner {

/// What a table is made of; places are those of `lists.all`.
struct TableParts {
  const CandidateLists& lists;
  std::vector<std::size_t> space;  // of equal priorities the first ranks first
  std::vector<CandidateSequence> sequences;
  std::vector<ForbiddenPair> pairs;
};

/// Returns the selection, without obstacles.
[[nodiscard]] Selection make_table(const TableParts& parts);

}  // namespace ballast::planner
