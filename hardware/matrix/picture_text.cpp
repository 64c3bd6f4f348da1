#include "hardware/matrix/picture_text.hpp"

#include <array>

namespace ballast::hardware {
namespace {

constexpr std::array<std::string_view, 6> letters = {" ", ".", ":", "-", "+", "#"};
constexpr std::array<std::string_view, 6> shades = {" ", "·", "░", "▒", "▓", "█"};
/// Red, green and blue of each level on a dark board.
constexpr std::array<std::string_view, 6> colours = {"18;22;30",  "22;32;58",   "26;48;96",
                                                     "34;74;150", "52;112;210", "120;180;255"};

std::size_t place_of(Level level) {
  return level == Level::full ? letters.size() - 1 : static_cast<std::size_t>(level);
}

std::string plain(const Frame& frame, const std::array<std::string_view, 6>& glyphs) {
  std::string out;
  for (int row = 0; row < matrix_rows; ++row) {
    for (int column = 0; column < matrix_columns; ++column) {
      out += glyphs.at(place_of(frame.at(row, column)));
    }
    out += '\n';
  }
  return out;
}

/// The upper point is the colour of the half block, the lower one that of its ground.
std::string coloured(const Frame& frame) {
  std::string out;
  for (int row = 0; row < matrix_rows; row += 2) {
    for (int column = 0; column < matrix_columns; ++column) {
      out += "\x1b[38;2;";
      out += colours.at(place_of(frame.at(row, column)));
      out += "m\x1b[48;2;";
      out += colours.at(place_of(frame.at(row + 1, column)));
      out += "m▀";
      out += "▀";
    }
    out += "\x1b[0m\n";
  }
  return out;
}

}  // namespace

std::string picture_text(const Frame& frame, PictureStyle style) {
  switch (style) {
    case PictureStyle::letters:
      return plain(frame, letters);
    case PictureStyle::shades:
      return plain(frame, shades);
    case PictureStyle::colour:
      return coloured(frame);
  }
  return "";
}

}  // namespace ballast::hardware
