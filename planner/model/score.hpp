// A score on the exact grid of multiples of 2^-50. Every decision compares these integers; the
// double is for showing.
#pragma once

#include <compare>
#include <cstdint>

namespace ballast::planner {

struct Score {
  static constexpr int fraction_bits = 50;
  static constexpr std::int64_t one = std::int64_t{1} << fraction_bits;

  std::int64_t ticks = 0;

  /// Returns the grid point nearest to `value`, ties to even. Throws std::out_of_range unless
  /// |value| <= 1024, which keeps sums of a few thousand terms exact.
  [[nodiscard]] static Score nearest(double value);

  [[nodiscard]] constexpr double value() const {
    return static_cast<double>(ticks) / static_cast<double>(one);
  }

  constexpr auto operator<=>(const Score&) const = default;
  friend constexpr Score operator+(Score a, Score b) { return Score{a.ticks + b.ticks}; }
  friend constexpr Score operator-(Score a, Score b) { return Score{a.ticks - b.ticks}; }
};

}  // namespace ballast::planner
