#include "planner/patterns/patterns.hpp"
#include "planner/patterns/sequence_builder.hpp"

namespace ballast::planner {

Sequences rebalance(const PatternView& view) {
  const auto& sells = view.lists.of(Category::rebalance_sells);
  if (sells.empty()) return {};
  return SequenceBuilder(view)
      .first(sells, view.max_steps)
      .affordable(view.lists.of(Category::rebalance_buys))
      .finish();
}

}  // namespace ballast::planner
