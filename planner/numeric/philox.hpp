// Counter-based random numbers (Philox 4x32-10): a draw is a pure function of its coordinates, so
// it does not matter who draws it, when, or in which order.
#pragma once

#include <array>
#include <cstdint>

namespace ballast::planner {

using PhiloxCounter = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;

/// Returns the block of four words for this counter and key.
[[nodiscard]] PhiloxCounter philox_4x32_10(PhiloxCounter counter, PhiloxKey key);

/// Returns a number inside (0, 1), a multiple of 2^-53, for these coordinates. `seed` is the key;
/// `stream` (a path) and `index` (a symbol's place in the sorted list) are the counter.
[[nodiscard]] double uniform_draw(std::uint64_t seed, std::uint64_t stream, std::uint64_t index);

/// Returns a standard normal number for these coordinates.
[[nodiscard]] double normal_draw(std::uint64_t seed, std::uint64_t stream, std::uint64_t index);

}  // namespace ballast::planner
