// Multiplying by a fraction on the grid of 2^-50, exactly and then rounded once.
#pragma once

#include <cstdint>

namespace ballast::planner {

inline constexpr int factor_bits = 50;
inline constexpr std::int64_t factor_one = std::int64_t{1} << factor_bits;

/// Returns value * factor / 2^50, nearest, halves upwards. REQUIRES: the result fits.
[[nodiscard]] constexpr std::int64_t scaled(std::int64_t value, std::int64_t factor) {
  __extension__ using Product = __int128;
  constexpr Product half = Product{1} << (factor_bits - 1);
  return static_cast<std::int64_t>((Product{value} * factor + half) >> factor_bits);
}

}  // namespace ballast::planner
