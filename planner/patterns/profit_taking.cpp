#include "planner/patterns/patterns.hpp"
#include "planner/patterns/sequence_builder.hpp"

namespace ballast::planner {

Sequences profit_taking(const PatternView& view) {
  const auto& profits = view.lists.of(Category::profit_taking);
  if (profits.empty()) return {};
  return SequenceBuilder(view)
      .first(profits, view.max_steps)
      .affordable(view.lists.of(Category::averaging_down))
      .affordable(view.lists.of(Category::rebalance_buys))
      .finish();
}

}  // namespace ballast::planner
