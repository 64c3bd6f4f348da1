// What the LED matrix shows: 8 rows of 13 points. A value.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace ballast::hardware {

inline constexpr int matrix_rows = 8;
inline constexpr int matrix_columns = 13;
inline constexpr std::size_t matrix_points = 104;

/// The six levels that can be told apart: the driver shows 5, 6 and 7 alike. A ghost flickers, so
/// that nothing that moves is one.
enum class Level : std::uint8_t { off = 0, ghost = 1, dim = 2, low = 3, middle = 4, full = 7 };

class Frame {
 public:
  /// REQUIRES: a row and a column of the matrix.
  [[nodiscard]] Level at(int row, int column) const { return points_.at(place(row, column)); }
  void set(int row, int column, Level level) { points_.at(place(row, column)) = level; }

  /// Row by row, one byte a point.
  [[nodiscard]] std::array<std::uint8_t, matrix_points> bytes() const;
  /// Bytes that are no level become the next lower one; missing ones are off.
  [[nodiscard]] static Frame of_bytes(std::span<const std::uint8_t> bytes);

  bool operator==(const Frame&) const = default;

 private:
  static std::size_t place(int row, int column) {
    return static_cast<std::size_t>(row) * matrix_columns + static_cast<std::size_t>(column);
  }

  std::array<Level, matrix_points> points_{};
};

/// Nothing of it is brighter than low.
[[nodiscard]] Frame at_night(const Frame& frame);
/// For a board that hangs upside down.
[[nodiscard]] Frame turned(const Frame& frame);

}  // namespace ballast::hardware
