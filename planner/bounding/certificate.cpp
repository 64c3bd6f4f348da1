// Shares no code with the search: all from the plan context, in its own words.
#include "planner/bounding/certificate.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>

#include "planner/bounding/priced_sets.hpp"

namespace ballast::planner {
namespace {

Failure fault(std::string what, std::string where, std::string allowed) {
  return {FailureKind::invalid, std::move(what), "certificate, " + std::move(where),
          std::move(allowed)};
}

bool slopes_fit(const std::vector<std::int64_t>& slopes, bool counted, std::size_t groups) {
  return slopes.size() == (counted ? groups : 0) &&
         std::all_of(slopes.begin(), slopes.end(), [](std::int64_t slope) {
           return slope >= -multiplier_one && slope <= multiplier_one;
         });
}

std::optional<Failure> find_fault(const PlanContext& context, const CertificatePrices& prices) {
  // With this limit no product of a price and an amount leaves 128 bits.
  constexpr std::int64_t most = std::int64_t{1} << 62U;
  for (const std::int64_t price : {prices.cash, prices.depth, prices.sells, prices.buys}) {
    if (price < 0 || price > most) return fault("a price is out of range", "prices", "0 to 2^62");
  }
  if (prices.dividend < 0 || prices.dividend > multiplier_one) {
    return fault("a part is out of range", "dividend", "0 to 2^30");
  }
  if (!slopes_fit(prices.groups, prices.geography, context.base_groups.size())) {
    return fault("the slopes do not fit", "groups", "one per target group, -2^30 to 2^30");
  }
  if (!slopes_fit(prices.industries, prices.industry, context.base_industries.size())) {
    return fault("the slopes do not fit", "industries", "one per target group, -2^30 to 2^30");
  }
  return std::nullopt;
}

/// Whether a set of sells alone may end with less than nothing, which no price of cash covers.
bool needs_sells_apart(const PlanContext& context) {
  bool needed = context.cash < 0;
  for (const CandidateTerms& terms : context.candidates) {
    needed = needed || (terms.side == Side::sell && terms.cash < 0);
  }
  return needed;
}

/// Whether deviations may grow beyond what geography can lose.
bool geography_may_reach_zero(const PlanContext& context) {
  Wide deviation = 0;
  for (const std::int64_t group : context.base_groups) deviation += std::abs(group);
  std::int64_t widest = 0;
  for (const CandidateTerms& terms : context.candidates) {
    widest = std::max(widest, std::abs(terms.group_weight));
  }
  return deviation + static_cast<Wide>(context.max_depth) * widest > context.geography_full;
}

/// Whether deviations of industries may grow beyond what their part can lose.
bool industry_may_reach_zero(const PlanContext& context) {
  Wide deviation = 0;
  for (const std::int64_t group : context.base_industries) deviation += std::abs(group);
  Wide widest = 0;
  for (const CandidateTerms& terms : context.candidates) {
    Wide all = 0;
    for (const IndustryMove& move : terms.industries) all += std::abs(move.weight);
    widest = std::max(widest, all);
  }
  return deviation + context.max_depth * widest > context.industry_full;
}

/// For which kinds of sets there must be prices of their own.
struct Needs {
  bool sells_apart = false;
  bool no_geography = false;
  bool no_industry = false;
};

/// The most that any set can be worth at these prices: of each security at most one trade.
Wide bound_of(const PlanContext& context, const CertificatePrices& prices) {
  std::map<std::uint32_t, Wide> gains;
  for (std::size_t i = 0; i < context.candidates.size(); ++i) {
    if (!is_priced(context, prices, i)) continue;
    Wide& best = gains[context.candidates[i].security];
    best = std::max(best, gain_of(context.candidates[i], prices));
  }
  Wide sum = worth_of_nothing(context, prices);
  for (const auto& [security, best] : gains) sum += best;
  return sum;
}

}  // namespace

Result<Score> proven_bound(const PlanContext& context, const Certificate& certificate) {
  const auto priced = priced_context(context, certificate);
  if (!priced) return tl::unexpected(priced.error());
  // A surrogate's parts count in full, whatever they come to.
  const Needs needs{needs_sells_apart(context),
                    !context.scenarios && geography_may_reach_zero(context),
                    !context.scenarios && industry_may_reach_zero(context)};
  Wide highest = 0;
  for (unsigned kind = 0; kind < 8; ++kind) {
    const bool sells_only = (kind & 4U) != 0;
    const bool geography = (kind & 2U) == 0;
    const bool industry = (kind & 1U) == 0;
    const auto& all = certificate.prices;
    const auto at = std::find_if(all.begin(), all.end(), [&](const CertificatePrices& one) {
      return one.sells_only == sells_only && one.geography == geography && one.industry == industry;
    });
    if (at != all.end()) {
      if (auto failure = find_fault(context, *at)) return tl::unexpected(*failure);
      highest = std::max(highest, bound_of(*priced, *at));
    } else if ((!sells_only || needs.sells_apart) && (geography || needs.no_geography) &&
               (industry || needs.no_industry)) {
      return tl::unexpected(fault("prices are missing", "prices",
                                  std::string(sells_only ? "for sells alone" : "for all sets") +
                                      (geography ? "" : " without geography") +
                                      (industry ? "" : " without industries")));
    }
  }
  // A score is a whole number of ticks and at most one.
  const Wide ticks = std::min<Wide>(highest >> multiplier_fraction_bits, Score::one);
  return Score{static_cast<std::int64_t>(ticks)};
}

}  // namespace ballast::planner
