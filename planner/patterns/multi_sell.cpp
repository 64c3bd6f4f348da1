#include "planner/patterns/patterns.hpp"
#include "planner/patterns/sequence_builder.hpp"

namespace ballast::planner {

Sequences multi_sell(const PatternView& view) {
  const auto sells =
      joined({view.lists.of(Category::profit_taking), view.lists.of(Category::rebalance_sells)});
  if (sells.empty()) return {};
  return SequenceBuilder(view)
      .first(sells, view.max_steps)
      .affordable(view.lists.of(Category::averaging_down))
      .affordable(view.lists.of(Category::rebalance_buys))
      .affordable(view.lists.of(Category::opportunity_buys))
      .finish();
}

}  // namespace ballast::planner
