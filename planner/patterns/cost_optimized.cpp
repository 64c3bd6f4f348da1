#include <algorithm>

#include "planner/patterns/patterns.hpp"
#include "planner/patterns/sequence_builder.hpp"

namespace ballast::planner {

Sequences cost_optimized(const PatternView& view) {
  const auto sells =
      joined({view.lists.of(Category::profit_taking), view.lists.of(Category::rebalance_sells)});
  auto buys =
      joined({view.lists.of(Category::averaging_down), view.lists.of(Category::rebalance_buys),
              view.lists.of(Category::opportunity_buys)});
  std::stable_sort(buys.begin(), buys.end(), [&](std::size_t a, std::size_t b) {
    return view.candidate(a).priority > view.candidate(b).priority;
  });
  return SequenceBuilder(view).first(sells, view.max_steps).affordable(buys).finish();
}

}  // namespace ballast::planner
