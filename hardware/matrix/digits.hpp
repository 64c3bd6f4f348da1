// Numbers on the matrix, in digits of three by five points.
#pragma once

#include <cstdint>

#include "hardware/matrix/frame.hpp"

namespace ballast::hardware {

/// Paints at the right, below the first row, without a leading zero; above 99 it shows 99.
void paint_number(std::uint32_t number, Frame& frame);

}  // namespace ballast::hardware
