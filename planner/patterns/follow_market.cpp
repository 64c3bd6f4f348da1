#include <algorithm>

#include "planner/metrics/market_regime.hpp"
#include "planner/patterns/patterns.hpp"
#include "planner/patterns/sequence_builder.hpp"

namespace ballast::planner {
namespace {

constexpr std::size_t most_sales = 2;

/// Returns the best of a category, as many as settings keep of one.
std::span<const std::size_t> best_of(const PatternView& view, Category category) {
  const auto& every = view.lists.every_of(category);
  const auto most =
      static_cast<std::size_t>(view.situation.settings().max_opportunities_per_category);
  return std::span(every).first(std::min(most, every.size()));
}

}  // namespace

Sequences follow_market(const PatternView& view) {
  const Situation& situation = view.situation;
  const auto profits = best_of(view, Category::profit_taking);
  const auto rebalance_sells = best_of(view, Category::rebalance_sells);
  const auto rebalance_buys = best_of(view, Category::rebalance_buys);
  const auto opportunities = best_of(view, Category::opportunity_buys);
  SequenceBuilder builder(view);
  switch (read_market(situation.inputs(), situation.settings()).regime) {
    case MarketRegime::bull:
      builder.first(profits, most_sales)
          .until_unaffordable(joined({opportunities, rebalance_buys}));
      break;
    case MarketRegime::bear:
      builder.first(joined({profits, rebalance_sells}), view.max_steps / 2)
          .until_unaffordable(best_of(view, Category::averaging_down));
      break;
    case MarketRegime::sideways:
      builder.first(rebalance_sells, most_sales)
          .until_unaffordable(joined({rebalance_buys, opportunities}));
      break;
  }
  return builder.finish();
}

}  // namespace ballast::planner
