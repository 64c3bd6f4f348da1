#include "planner/evaluation/column_search.hpp"

#include <algorithm>
#include <bit>

namespace ballast::planner {
namespace {

/// Offers the chosen candidates with these trades, if they are good enough.
void take(Prefix& prefix, std::span<const CandidateIndex> trades, BestList& best) {
  for (const CandidateIndex index : trades) prefix.push(index);
  const std::int64_t score = prefix.score();
  if (best.may_enter(score, prefix.priority())) {
    std::vector<CandidateIndex> set{prefix.chosen().begin(), prefix.chosen().end()};
    std::sort(set.begin(), set.end());
    best.offer({Score{score}, prefix.priority(), std::move(set)});
  }
  for (std::size_t i = 0; i < trades.size(); ++i) prefix.pop();
}

}  // namespace

ColumnCounts ColumnSearch::look(Prefix& prefix, const ColumnSlice& slice, BestList& best) {
  const auto& [choices, first, behind] = slice;
  if (prefix.clashes()) return {false, 0, behind - first};
  const ColumnTable table = columns_.table(choices);
  columns_.fill(prefix, choices, best.floor(), row_);
  const ColumnCounts counts = kernel_(table, row_, first, behind, nullptr);
  if (!counts.any) return counts;
  wanted_.assign(choices.size / columns_per_block + 1, 0);
  static_cast<void>(kernel_(table, row_, first, behind, wanted_.data()));
  const std::size_t origin = first - first % columns_per_block;
  for (std::size_t block = 0; origin + block * columns_per_block < behind; ++block) {
    for (unsigned bits = wanted_[block]; bits != 0; bits &= bits - 1) {
      const auto lane = static_cast<std::size_t>(std::countr_zero(bits));
      take(prefix, choices.at(origin + block * columns_per_block + lane), best);
    }
  }
  return counts;
}

ColumnCounts ColumnSearch::look_with_each(const CandidateRange& others, std::size_t count,
                                          Prefix& prefix, const ColumnSlice& slice,
                                          BestList& best) {
  if (count == 0) return look(prefix, slice, best);
  ColumnCounts all;
  for (std::size_t index = others.first; index + count <= others.behind; ++index) {
    prefix.push(static_cast<CandidateIndex>(index));
    const ColumnCounts some =
        look_with_each({index + 1, others.behind}, count - 1, prefix, slice, best);
    all.any = all.any || some.any;
    all.unpaid += some.unpaid;
    all.blocked += some.blocked;
    prefix.pop();
  }
  return all;
}

}  // namespace ballast::planner
