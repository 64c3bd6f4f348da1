// The matrix in a terminal.
#pragma once

#include <cstdint>
#include <string>

#include "hardware/matrix/frame.hpp"

namespace ballast::hardware {

enum class PictureStyle : std::uint8_t {
  letters,  // one of " .:-+#" a point
  shades,   // one block a point, of UTF-8
  colour,   // two points in one half block, in the blue of the board: 4 lines
};

/// Returns the picture, each line ended; no point is wider than one column in letters and shades.
[[nodiscard]] std::string picture_text(const Frame& frame, PictureStyle style);

}  // namespace ballast::hardware
