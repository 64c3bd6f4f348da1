#include "planner/patterns/patterns.hpp"
#include "planner/patterns/sequence_builder.hpp"

namespace ballast::planner {

Sequences opportunity_first(const PatternView& view) {
  const auto& opportunities = view.lists.of(Category::opportunity_buys);
  if (opportunities.empty()) return {};
  return SequenceBuilder(view)
      .affordable(opportunities)
      .affordable(view.lists.of(Category::averaging_down))
      .affordable(view.lists.of(Category::rebalance_buys))
      .finish();
}

}  // namespace ballast::planner
