// Letters, digits and marks of five by seven points.
#pragma once

#include <array>
#include <cstdint>

namespace ballast::hardware {

inline constexpr int letter_rows = 7;
inline constexpr int letter_columns = 5;

/// Columns from left to right; in each the lowest bit is the uppermost point.
using Letter = std::array<std::uint8_t, letter_columns>;

/// Returns the shape of A to Z, 0 to 9, and . : - / ! % ? as it is; small letters are large ones.
/// What has no shape is a gap.
[[nodiscard]] Letter letter_of(char c);

}  // namespace ballast::hardware
