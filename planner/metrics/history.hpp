// Prices of one security over time, oldest first, and their monthly means.
#pragma once

#include <vector>

#include "planner/model/date.hpp"

namespace ballast::planner {

/// Daily closes, oldest first; a missing day is simply absent. REQUIRES: equal lengths, dates
/// rising, closes finite and adjusted for splits.
struct PriceHistory {
  std::vector<Date> dates;
  std::vector<double> closes;

  bool operator==(const PriceHistory&) const = default;
};

/// How much history the metrics look at, and how much a quality score needs.
inline constexpr std::size_t daily_window = 365;
inline constexpr std::size_t monthly_window = 120;
inline constexpr std::size_t min_daily_closes = 50;
inline constexpr std::size_t min_months = 12;

/// Returns the mean close of each calendar month that has one, oldest first.
[[nodiscard]] std::vector<double> monthly_means(const PriceHistory& history);

}  // namespace ballast::planner
