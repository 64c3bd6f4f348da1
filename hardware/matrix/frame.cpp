#include "hardware/matrix/frame.hpp"

#include <algorithm>

namespace ballast::hardware {

std::array<std::uint8_t, matrix_points> Frame::bytes() const {
  std::array<std::uint8_t, matrix_points> out{};
  std::transform(points_.begin(), points_.end(), out.begin(),
                 [](Level level) { return static_cast<std::uint8_t>(level); });
  return out;
}

Frame Frame::of_bytes(std::span<const std::uint8_t> bytes) {
  constexpr auto full = static_cast<std::uint8_t>(Level::full);
  constexpr auto middle = static_cast<std::uint8_t>(Level::middle);
  Frame out;
  for (std::size_t i = 0; i < std::min(bytes.size(), matrix_points); ++i) {
    const std::uint8_t told = std::min(bytes[i], full);
    out.points_.at(i) = told == full ? Level::full : static_cast<Level>(std::min(told, middle));
  }
  return out;
}

Frame at_night(const Frame& frame) {
  Frame out;
  for (int row = 0; row < matrix_rows; ++row) {
    for (int column = 0; column < matrix_columns; ++column) {
      out.set(row, column, std::min(frame.at(row, column), Level::low));
    }
  }
  return out;
}

Frame turned(const Frame& frame) {
  Frame out;
  for (int row = 0; row < matrix_rows; ++row) {
    for (int column = 0; column < matrix_columns; ++column) {
      out.set(matrix_rows - 1 - row, matrix_columns - 1 - column, frame.at(row, column));
    }
  }
  return out;
}

}  // namespace ballast::hardware
