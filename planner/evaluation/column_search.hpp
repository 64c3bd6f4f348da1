// Looks at all choices of so many trades of one side beneath a prefix at once.
#pragma once

#include <cstdint>
#include <vector>

#include "planner/evaluation/best_list.hpp"
#include "planner/evaluation/set_columns.hpp"

namespace ballast::planner {

/// Some choices of a side, one behind the other.
struct ColumnSlice {
  Choices& choices;
  std::size_t first;
  std::size_t behind;
};

/// Candidates [first, behind).
struct CandidateRange {
  std::size_t first;
  std::size_t behind;
};

class ColumnSearch {
 public:
  /// REQUIRES: what SetColumns does, and a width that this machine has, other than none.
  ColumnSearch(const PlanContext& context, const SetSpace& space, Side side, KernelWidth width)
      : columns_(context, space, side), kernel_(column_kernel(width)) {}

  [[nodiscard]] SetColumns& columns() { return columns_; }

  /// Looks at the chosen candidates with each of these choices, and offers the sets that are good
  /// enough. The prefix is as before. REQUIRES: columns can mark what it blocks, and no choice
  /// holds what it holds.
  ColumnCounts look(Prefix& prefix, const ColumnSlice& slice, BestList& best);

  /// Does so with each choice of so many `others` chosen besides.
  ColumnCounts look_with_each(const CandidateRange& others, std::size_t count, Prefix& prefix,
                              const ColumnSlice& slice, BestList& best);

 private:
  SetColumns columns_;
  LookAtColumns kernel_;
  ColumnRow row_;
  std::vector<std::uint16_t> wanted_;
};

}  // namespace ballast::planner
