// Risks of a series of returns that is a weighted sum of others: convex in the weights, and in
// proportion to them, so each point shows a slope that supports the risk from below.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "planner/optimization/matrix.hpp"

namespace ballast::planner {

enum class RiskMeasure : std::uint8_t {
  standard_deviation,
  variance,
  mean_absolute_deviation,
  gini_mean_difference,
  semideviation,  // about the mean, n - 1
  first_lower_partial_moment,
  second_lower_partial_moment,
  value_at_risk,
  conditional_value_at_risk,
  tail_gini,
  worst_return,
  range,
  conditional_value_at_risk_range,
  tail_gini_range,
  maximum_drawdown,
  average_drawdown,
  drawdown_at_risk,
  conditional_drawdown_at_risk,
  ulcer_index,
  maximum_drawdown_compounded,
  average_drawdown_compounded,
  drawdown_at_risk_compounded,
  conditional_drawdown_at_risk_compounded,
  ulcer_index_compounded,
};

/// Returns the risk of the returns, a loss counted above zero. `tail` is the share of the worst
/// periods that the tail measures look at (0.05: one in twenty). Drawdowns fall from the highest
/// sum of the returns so far, 0 at the start; compounded ones are shares of the highest value.
/// REQUIRES: at least two returns.
[[nodiscard]] double risk_of(RiskMeasure measure, std::span<const double> returns, double tail);

/// The measures that a bundle of cuts can minimise.
[[nodiscard]] bool has_slope(RiskMeasure measure);

struct RiskSlope {
  double risk = 0.0;
  std::vector<double> pull;  // of each period's return: the risk is pull * returns, and no less
};

/// Returns the risk and its slope. REQUIRES: has_slope(measure).
[[nodiscard]] RiskSlope risk_slope(RiskMeasure measure, std::span<const double> returns,
                                   double tail);

/// Returns the mean of the worst share of losses, the boundary one counted in part.
[[nodiscard]] double tail_mean(std::vector<double> losses, double tail);

}  // namespace ballast::planner
