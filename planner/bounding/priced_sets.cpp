#include "planner/bounding/priced_sets.hpp"

#include "planner/bounding/can_bound.hpp"
#include "planner/bounding/mean_of_paths.hpp"

namespace ballast::planner {

Result<PlanContext> priced_context(const PlanContext& context, const Certificate& certificate) {
  if (!context.scenarios) return context;
  const bool holds = can_bound(context) && certificate.paths &&
                     shares_hold(*certificate.paths, context.scenarios->paths);
  if (!holds) {
    return tl::unexpected(
        Failure{FailureKind::invalid, "the shares of price paths do not hold", "certificate, paths",
                "for each path one of the worst score and one of the percentile"});
  }
  return mean_of_paths(context, *certificate.paths);
}

bool is_priced(const PlanContext& context, const CertificatePrices& prices, std::size_t index) {
  const bool sells = context.candidates[index].side == Side::sell;
  const std::size_t rank = sells ? index : index - context.sell_count;
  if (rank >= (sells ? context.space_sells : context.space_buys)) return false;
  return sells || !prices.sells_only;
}

Wide worth_of_nothing(const PlanContext& context, const CertificatePrices& prices) {
  Wide sum = widened(context.base_linear) +
             static_cast<Wide>(multiplier_one - prices.dividend) * context.base_dividend +
             static_cast<Wide>(prices.dividend) * context.dividend_cap +
             widened(prices.depth) * context.max_depth + widened(prices.sells) * context.max_sells;
  if (!prices.sells_only) {
    sum += static_cast<Wide>(prices.cash) * context.cash + widened(prices.buys) * context.max_buys;
  }
  if (prices.geography) {
    sum += widened(context.geography_full);
    for (std::size_t g = 0; g < context.base_groups.size(); ++g) {
      sum += static_cast<Wide>(prices.groups[g]) * context.base_groups[g];
    }
  }
  if (prices.industry) {
    sum += widened(context.industry_full);
    for (std::size_t i = 0; i < context.base_industries.size(); ++i) {
      sum += static_cast<Wide>(prices.industries[i]) * context.base_industries[i];
    }
  }
  return sum;
}

Wide gain_of(const CandidateTerms& terms, const CertificatePrices& prices) {
  Wide sum = widened(terms.linear) - widened(terms.penalty) +
             static_cast<Wide>(multiplier_one - prices.dividend) * terms.dividend -
             widened(prices.depth) - widened(terms.side == Side::sell ? prices.sells : prices.buys);
  if (!prices.sells_only) sum += static_cast<Wide>(prices.cash) * terms.cash;
  if (prices.geography && terms.group != no_group) {
    sum += static_cast<Wide>(prices.groups[terms.group]) * terms.group_weight;
  }
  if (!prices.industry) return sum;
  for (const IndustryMove& move : terms.industries) {
    sum += static_cast<Wide>(prices.industries[move.group]) * move.weight;
  }
  return sum;
}

}  // namespace ballast::planner
