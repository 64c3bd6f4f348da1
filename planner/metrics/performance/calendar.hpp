// Series side by side: exchanges are closed on different days, so only days that all have count,
// and a return is that from one such day to the next.
#pragma once

#include <span>
#include <vector>

#include "planner/metrics/history.hpp"

namespace ballast::planner::performance {

/// Returns the days on which every history has a close, oldest first.
[[nodiscard]] std::vector<Date> common_days(std::span<const PriceHistory> histories);

/// Returns the closes of these days. REQUIRES: the history has all of them, oldest first.
[[nodiscard]] std::vector<double> closes_on(const PriceHistory& history,
                                            std::span<const Date> days);

/// Returns the simple returns of each history from one of the days to the next.
[[nodiscard]] std::vector<std::vector<double>> aligned_returns(
    std::span<const PriceHistory> histories, std::span<const Date> days);

}  // namespace ballast::planner::performance
