#include "planner/patterns/patterns.hpp"
#include "planner/patterns/sequence_builder.hpp"

namespace ballast::planner {

Sequences averaging_down(const PatternView& view) {
  const auto& buys = view.lists.of(Category::averaging_down);
  if (buys.empty()) return {};
  const std::size_t sales = view.affordable(buys.front()) ? 0 : 1;
  return SequenceBuilder(view)
      .first(view.lists.of(Category::profit_taking), sales)
      .affordable(buys)
      .finish();
}

}  // namespace ballast::planner
