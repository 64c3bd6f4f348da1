// Buys as many different securities as steps and cash allow: the cheapest first.
#include <algorithm>

#include "planner/patterns/sequence_builder.hpp"

namespace ballast::planner {

std::vector<CandidateSequence> cheapest_first(const PatternView& view) {
  auto buys =
      joined({view.lists.of(Category::averaging_down), view.lists.of(Category::rebalance_buys),
              view.lists.of(Category::opportunity_buys)});
  std::stable_sort(buys.begin(), buys.end(), [&](std::size_t a, std::size_t b) {
    return view.value_of(a) < view.value_of(b);
  });
  return SequenceBuilder(view).affordable(buys).finish();
}

}  // namespace ballast::planner
