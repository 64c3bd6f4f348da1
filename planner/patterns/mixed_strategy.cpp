#include <algorithm>

#include "planner/patterns/patterns.hpp"
#include "planner/patterns/sequence_builder.hpp"

namespace ballast::planner {

Sequences mixed_strategy(const PatternView& view) {
  const auto sells =
      joined({view.lists.of(Category::profit_taking), view.lists.of(Category::rebalance_sells)});
  return SequenceBuilder(view)
      .first(sells, std::max<std::size_t>(1, view.max_steps / 2))
      .affordable(view.lists.of(Category::averaging_down))
      .affordable(view.lists.of(Category::rebalance_buys))
      .affordable(view.lists.of(Category::opportunity_buys))
      .finish();
}

}  // namespace ballast::planner
