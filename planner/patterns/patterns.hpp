// Every pattern. Each is a function in a file of its own; a new one is a file, a line here and a
// line in the registry. All of them pass over candidates of a security that is traded already, and
// purchases that cash, without fees, does not suffice for.
#pragma once

#include <span>
#include <vector>

#include "planner/patterns/pattern.hpp"

namespace ballast::planner {

using Sequences = std::vector<CandidateSequence>;

/// Averaging down, then rebalancing purchases, then opportunities, from the cash that is there.
[[nodiscard]] Sequences direct_buy(const PatternView& view);

/// Takes profits, then averages down and buys to rebalance.
[[nodiscard]] Sequences profit_taking(const PatternView& view);

/// Sells to rebalance, then buys to rebalance.
[[nodiscard]] Sequences rebalance(const PatternView& view);

/// Averages down; takes the first profit before if cash does not suffice for the first purchase.
[[nodiscard]] Sequences averaging_down(const PatternView& view);

/// The one trade of highest priority, if it can be paid for.
[[nodiscard]] Sequences single_best(const PatternView& view);

/// As many sales as there are steps, then purchases with what is left of them.
[[nodiscard]] Sequences multi_sell(const PatternView& view);

/// Half of the steps for sales, the others for purchases.
[[nodiscard]] Sequences mixed_strategy(const PatternView& view);

/// Opportunities before all other purchases; no sales.
[[nodiscard]] Sequences opportunity_first(const PatternView& view);

/// Half of the steps for rebalancing sales, the others for rebalancing purchases.
[[nodiscard]] Sequences deep_rebalance(const PatternView& view);

/// Sales for cash, then opportunities before all other purchases.
[[nodiscard]] Sequences cash_generation(const PatternView& view);

/// Sales, then whatever purchases cash suffices for by falling priority.
[[nodiscard]] Sequences cost_optimized(const PatternView& view);

/// Purchases in the groups that fall short of their targets most: by country, then by industry. At
/// most two sequences, of all purchases of the categories rebalancing and opportunities.
[[nodiscard]] Sequences fill_gaps(const PatternView& view);

/// What suits a rising, a falling or a quiet market.
[[nodiscard]] Sequences follow_market(const PatternView& view);

/// Returns all patterns, in the order in which they run.
[[nodiscard]] std::span<const Pattern> all_patterns();

}  // namespace ballast::planner
