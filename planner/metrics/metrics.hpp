// From history and fundamentals to the metrics that planning uses. A metric that cannot be computed
// stays missing.
#pragma once

#include <optional>
#include <span>

#include "planner/metrics/fundamentals.hpp"
#include "planner/metrics/history.hpp"
#include "planner/model/security.hpp"

namespace ballast::planner {

/// Returns all metrics of a security. The risk metrics look at the last 365 closes, growth at the
/// last 12, 36, 60 and 120 monthly means. One- and three-year growth need that many months,
/// ten-year growth more than 60; five-year growth takes what there is, from 12 months on.
[[nodiscard]] Metrics compute_metrics(const PriceHistory& history,
                                      const Fundamentals& fundamentals);

/// The same from monthly values that the caller has already.
[[nodiscard]] Metrics compute_metrics(std::span<const double> closes,
                                      std::span<const double> monthly,
                                      const Fundamentals& fundamentals);

}  // namespace ballast::planner
