// Products of a multiplier and an amount leave 64 bits; they are formed in 128 and rounded upward,
// so that a bound stays a bound.
#pragma once

#include <cstdint>

#include "planner/numeric/wide.hpp"

namespace ballast::planner {

/// Multipliers are integers that count units of 2^-30.
inline constexpr int multiplier_fraction_bits = 30;
inline constexpr std::int64_t multiplier_one = std::int64_t{1} << multiplier_fraction_bits;

/// Returns `value` in the scale of products: 2^-30 of a tick.
[[nodiscard]] constexpr Wide widened(std::int64_t value) {
  return static_cast<Wide>(value) * multiplier_one;
}

/// Returns the least number of whole ticks that is not below `value`.
[[nodiscard]] constexpr Wide ticks_above(Wide value) {
  const Wide floor = value >> multiplier_fraction_bits;
  return floor * multiplier_one == value ? floor : floor + 1;
}

}  // namespace ballast::planner
