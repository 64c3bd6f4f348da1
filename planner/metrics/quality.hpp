// The quality of a security between 0 and 1: the mean of how it did over the long term and of how
// sound its books are. Nothing rounded.
#pragma once

#include <optional>

#include "planner/metrics/history.hpp"
#include "planner/model/security.hpp"

namespace ballast::planner {

/// Returns 0.40 growth + 0.35 Sortino + 0.25 Sharpe. Growth is a bell peaking at
/// `target_annual_return`; missing growth scores its floor 0.15, a missing ratio 0.5.
[[nodiscard]] double long_term_score(const Metrics& metrics, double target_annual_return);

/// Returns 0.60 financial strength + 0.40 consistency; a missing one counts as 0.5 and 0.6.
[[nodiscard]] double fundamentals_score(const Metrics& metrics);

/// Returns the mean of the two, or nothing below 50 daily closes or 12 months of history.
[[nodiscard]] std::optional<double> quality_score(const PriceHistory& history,
                                                  const Metrics& metrics,
                                                  double target_annual_return);

}  // namespace ballast::planner
