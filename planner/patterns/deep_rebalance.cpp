#include <algorithm>

#include "planner/patterns/patterns.hpp"
#include "planner/patterns/sequence_builder.hpp"

namespace ballast::planner {

Sequences deep_rebalance(const PatternView& view) {
  const auto& sells = view.lists.of(Category::rebalance_sells);
  const auto& buys = view.lists.of(Category::rebalance_buys);
  if (sells.empty() || buys.empty()) return {};
  return SequenceBuilder(view)
      .first(sells, std::max<std::size_t>(1, view.max_steps / 2))
      .affordable(buys)
      .finish();
}

}  // namespace ballast::planner
