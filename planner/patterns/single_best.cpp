#include <algorithm>

#include "planner/patterns/patterns.hpp"
#include "planner/patterns/sequence_builder.hpp"

namespace ballast::planner {

Sequences single_best(const PatternView& view) {
  const auto every =
      joined({view.lists.of(Category::profit_taking), view.lists.of(Category::averaging_down),
              view.lists.of(Category::rebalance_sells), view.lists.of(Category::rebalance_buys),
              view.lists.of(Category::opportunity_buys)});
  const auto best = std::max_element(every.begin(), every.end(), [&](std::size_t a, std::size_t b) {
    return view.candidate(a).priority < view.candidate(b).priority;
  });
  if (best == every.end() || !view.affordable(*best)) return {};
  return {{*best}};
}

}  // namespace ballast::planner
