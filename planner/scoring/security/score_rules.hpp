// What scores are computed with besides the data: rates, targets, curves and weights.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "planner/model/security.hpp"

namespace ballast::planner::scoring {

enum class ScoreGroup : std::uint8_t {
  long_term,
  fundamentals,
  dividends,
  opportunity,
  short_term,
  technicals,
  opinion,
  diversification,
};

inline constexpr std::size_t group_count = 8;
using GroupWeights = std::array<double, group_count>;

inline constexpr std::array<std::string_view, group_count> group_names = {
    "long_term",  "fundamentals", "dividends", "opportunity",
    "short_term", "technicals",   "opinion",   "diversification"};

/// How yearly growth scores: `ramp` rises to 0.80 at the target and to 1 above it; `drop` falls
/// back to 0.80 on reaching the target; `bell` punishes growth above the target.
enum class GrowthCurve : std::uint8_t { ramp, drop, bell };

struct ScoreRules {
  double target_annual_return = 0.11;
  double riskless_rate = 0.02;   // a year, of the Sharpe ratio
  double required_return = 0.0;  // a year, of the Sortino ratio
  double market_price_to_earnings = 22.0;
  GrowthCurve growth_curve = GrowthCurve::ramp;
  double regime = 0.0;                  // -1 bear to 1 bull; moves the weights
  std::optional<GroupWeights> weights;  // instead of those below; divided by their sum

  bool operator==(const ScoreRules&) const = default;
};

/// The weights of a security that nothing else is said about, of funds, and where they go in a bull
/// and in a bear market. Each adds up to 1.
inline constexpr GroupWeights equity_weights = {0.25, 0.20, 0.18, 0.12, 0.08, 0.07, 0.05, 0.05};
inline constexpr GroupWeights fund_weights = {0.35, 0.10, 0.18, 0.12, 0.08, 0.07, 0.05, 0.05};
inline constexpr GroupWeights bull_weights = {0.30, 0.15, 0.15, 0.18, 0.08, 0.07, 0.05, 0.02};
inline constexpr GroupWeights bear_weights = {0.20, 0.30, 0.25, 0.08, 0.05, 0.05, 0.04, 0.03};

/// Returns whether the security is a fund, of which prices say more than books.
[[nodiscard]] constexpr bool is_fund(ProductType product) {
  return product == ProductType::etf || product == ProductType::mutual_fund;
}

/// Returns the weights of the groups for a product, adding up to 1: the given ones, else the
/// product's, moved by |regime| times the way from the equity weights to those of a bull or bear
/// market.
[[nodiscard]] GroupWeights group_weights(ProductType product, const ScoreRules& rules);

/// Returns whether weights should be computed anew: the regime moved by more than 0.10, or crossed
/// -0.33, 0 or 0.33.
[[nodiscard]] bool weights_outdated(double regime_then, double regime_now);

}  // namespace ballast::planner::scoring
