#include "planner/patterns/patterns.hpp"
#include "planner/patterns/sequence_builder.hpp"

namespace ballast::planner {

Sequences direct_buy(const PatternView& view) {
  if (view.cash <= Money{}) return {};
  return SequenceBuilder(view)
      .affordable(view.lists.of(Category::averaging_down))
      .affordable(view.lists.of(Category::rebalance_buys))
      .affordable(view.lists.of(Category::opportunity_buys))
      .finish();
}

}  // namespace ballast::planner
