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

}  // namespace ballast::hardware
