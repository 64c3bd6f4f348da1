// How steady a dividend is, how large a position should be, how far it may drift, and when a price
// is too near its high.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "planner/metrics/history.hpp"

namespace ballast::planner::scoring {

/// One year's dividend of a share.
struct YearlyDividend {
  int year = 0;
  double amount = 0.0;
};

/// One payment of a share.
struct Dividend {
  Date day{};
  double amount = 0.0;
};

/// Returns the sums of the calendar years that the prices cover wholly, rising, from the second
/// year that paid: the first may have been a part of one. A year without a payment counts as 0.
[[nodiscard]] std::vector<YearlyDividend> yearly_dividends(std::span<const Dividend> payments,
                                                           const PriceHistory& prices);

/// Returns the mean growth from one year to the next, over the last five steps from a year that
/// paid; missing without one.
[[nodiscard]] std::optional<double> dividend_growth(std::span<const YearlyDividend> years);

/// 0.5; less for the latest cut of more than 20 % (0.40 within 2 years, 0.25 within 5, else 0.10),
/// without one more for a history of 5 (0.15) or 3 years (0.10); more for a mean growth of 0.05
/// (0.30), 0.02 (0.20) or 0 (0.10), and for a yield of 1.5 times the portfolio's mean (0.30) or the
/// mean (0.15); 0 to 1. REQUIRES: years rising, each once.
[[nodiscard]] double dividend_record_score(std::span<const YearlyDividend> years, int this_year,
                                           std::optional<double> yield,
                                           std::optional<double> mean_yield);

/// base x clamp(0.15 / max(volatility, 0.05), 0.5, 2) x clamp(1 + 0.4 (score - 0.5), 0.8, 1.2), at
/// least `least`; an unknown volatility counts as 0.20.
[[nodiscard]] double position_size(double base, std::optional<double> volatility, double score,
                                   double least);

/// How far a position may be from its target: 0.05 above a share of 0.10, 0.07 above 0.05, else
/// 0.10.
[[nodiscard]] constexpr double rebalance_band(double share) {
  return share > 0.10 ? 0.05 : share >= 0.05 ? 0.07 : 0.10;
}

/// Returns whether the price is at or above 0.95 of the 52-week high: too dear to buy.
[[nodiscard]] constexpr bool at_price_ceiling(double price, double high_52w) {
  return high_52w > 0.0 && price >= 0.95 * high_52w;
}

}  // namespace ballast::planner::scoring
