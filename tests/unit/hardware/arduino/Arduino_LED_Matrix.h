// Arduino's matrix, as much of it as the sketch uses; it keeps what was drawn.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

class Arduino_LED_Matrix {
 public:
  void begin() {}
  void setGrayscaleBits(int count) { bits = count; }
  void clear() { points.fill(0); }
  void draw(std::uint8_t* drawn) {
    std::copy_n(drawn, points.size(), points.begin());
    ++drawings;
  }

  std::array<std::uint8_t, 104> points{};
  int bits = 8;
  int drawings = 0;
};
