#include "hardware/matrix/digits.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace ballast::hardware {
namespace {

constexpr int digit_rows = 5;
constexpr int digit_columns = 3;
constexpr int top_row = 1;
using Shape = std::array<std::string_view, digit_rows>;

constexpr std::array<Shape, 10> shapes = {{{"###", "# #", "# #", "# #", "###"},
                                           {" # ", "## ", " # ", " # ", "###"},
                                           {"###", "  #", "###", "#  ", "###"},
                                           {"###", "  #", "###", "  #", "###"},
                                           {"# #", "# #", "###", "  #", "  #"},
                                           {"###", "#  ", "###", "  #", "###"},
                                           {"###", "#  ", "###", "# #", "###"},
                                           {"###", "  #", "  #", " # ", " # "},
                                           {"###", "# #", "###", "# #", "###"},
                                           {"###", "# #", "###", "  #", "###"}}};

void paint_digit(std::uint32_t digit, int left, Frame& frame) {
  int row = top_row;
  for (const std::string_view line : shapes.at(digit)) {
    for (int column = 0; column < digit_columns; ++column) {
      if (line[static_cast<std::size_t>(column)] != '#') continue;
      frame.set(row, left + column, Level::full);
    }
    ++row;
  }
}

}  // namespace

void paint_number(std::uint32_t number, Frame& frame) {
  constexpr std::uint32_t most = 99;
  constexpr std::uint32_t ten = 10;
  constexpr int right_digit = matrix_columns - digit_columns - 1;
  const std::uint32_t shown = std::min(number, most);
  paint_digit(shown % ten, right_digit, frame);
  if (shown >= ten) paint_digit(shown / ten, right_digit - digit_columns - 1, frame);
}

}  // namespace ballast::hardware
