// Histories of consecutive days, a price for each by a function of its number.
#pragma once

#include <functional>

#include "planner/metrics/history.hpp"

namespace ballast::planner::scoring {

inline constexpr Date first_day{std::chrono::days{18'000}};

[[nodiscard]] inline PriceHistory history_of(std::size_t days,
                                             const std::function<double(std::size_t)>& price) {
  PriceHistory out;
  for (std::size_t i = 0; i < days; ++i) {
    out.dates.push_back(first_day + std::chrono::days(static_cast<int>(i)));
    out.closes.push_back(price(i));
  }
  return out;
}

}  // namespace ballast::planner::scoring
