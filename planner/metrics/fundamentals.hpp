// What a company's books and dividends say, and the scores made of it.
#pragma once

#include <optional>

namespace ballast::planner {

/// As delivered; everything may be missing. Ratios are fractions unless said otherwise.
struct Fundamentals {
  std::optional<double> net_margin;
  std::optional<double> debt_to_equity;  // percent: 60 is 0.6 of debt per unit of equity
  std::optional<double> current_ratio;
  std::optional<double> payout_ratio;
  std::optional<double> dividend_yield;  // 0.03 is 3 %
  std::optional<double> price_to_earnings;
  std::optional<double> forward_price_to_earnings;

  bool operator==(const Fundamentals&) const = default;
};

/// Returns 0.40 margin + 0.30 debt + 0.30 liquidity, each between 0 and 1; missing if none of the
/// three inputs is known. Of the inputs, a missing margin counts as 0, missing debt as 50 % and a
/// missing or zero current ratio as 1; debt of 0 is no debt.
[[nodiscard]] std::optional<double> financial_strength(const Fundamentals& fundamentals);

/// The consistency of a security whose history is too short to compare two horizons.
inline constexpr double consistency_without_ten_years = 0.6;

/// Returns how well growth over five and over ten years agree: 1 within 2 points, 0.8 within 5,
/// then falling to 0.4; 0.6 without a ten-year value; missing without a five-year value.
[[nodiscard]] std::optional<double> consistency_score(std::optional<double> growth_5y,
                                                      std::optional<double> growth_10y);

/// Returns the payout curve at the payout ratio; missing without one.
[[nodiscard]] std::optional<double> dividend_consistency(const Fundamentals& fundamentals);

}  // namespace ballast::planner
