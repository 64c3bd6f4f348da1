// From a fill as the broker tells it to one as the portfolio books it, and what fills make of the
// report of their order.
#pragma once

#include <vector>

#include "actors/trading/order_rows.hpp"

namespace ballast::actors {

/// Returns the fill in the terms of its order: its rate and its base currency. Failure: invalid
/// where security's currency or side is another, or a number cannot be counted.
[[nodiscard]] planner::Result<messages::ApplyFill> booked_fill(const JournalledOrder& order,
                                                               const BrokerFill& fill);

/// Puts mean price, value, fees and the last day of all fills of an order into it. REQUIRES: at
/// least one fill.
void report_fills(JournalledOrder& order, const std::vector<messages::ApplyFill>& fills);

/// Returns the shares of fills together.
[[nodiscard]] planner::ledger::Quantity shares_of(const std::vector<messages::ApplyFill>& fills);

}  // namespace ballast::actors
