// Prices to compute with: a fixed pseudo-random walk and plain ramps.
#pragma once

#include <cstdint>
#include <vector>

#include "planner/metrics/history.hpp"

namespace ballast::planner::series {

/// 300 closes from 100.00 to 114.98, steps of a linear congruential generator in whole cents.
inline std::vector<double> random_walk() {
  std::vector<double> closes{100.0};
  std::uint64_t x = 1;
  std::int64_t cents = 10'000;
  for (int i = 0; i < 299; ++i) {
    x = (1'103'515'245U * x + 12'345U) & 0x7fffffffU;
    cents += static_cast<std::int64_t>((x >> 8U) % 401U) - 195;
    closes.push_back(static_cast<double>(cents) / 100.0);
  }
  return closes;
}

/// 1000, 1012, 1024, ...
inline std::vector<double> ramp(std::size_t months) {
  std::vector<double> values;
  for (std::size_t i = 0; i < months; ++i) values.push_back(1000.0 + 12.0 * static_cast<double>(i));
  return values;
}

/// The closes on consecutive days from `first` on.
inline PriceHistory daily(Date first, const std::vector<double>& closes) {
  PriceHistory history;
  for (const double close : closes) {
    history.dates.push_back(first + std::chrono::days(static_cast<int>(history.dates.size())));
    history.closes.push_back(close);
  }
  return history;
}

}  // namespace ballast::planner::series
