#include "hardware/matrix/scrolling_text.hpp"

#include "hardware/matrix/letters.hpp"

namespace ballast::hardware {
namespace {

constexpr int letter_pitch = letter_columns + 1;

}  // namespace

std::chrono::milliseconds ScrollingText::lasts() const {
  if (text_.empty()) return std::chrono::milliseconds{0};
  return scroll_step * (matrix_columns + letter_pitch * static_cast<int>(text_.size()));
}

Frame ScrollingText::at(std::chrono::milliseconds since) const {
  Frame out;
  if (since.count() < 0 || since >= lasts()) return out;
  const auto gone = static_cast<int>(since / scroll_step) + 1;
  for (int column = 0; column < matrix_columns; ++column) {
    const int place = column + gone - matrix_columns;
    const int inside = place % letter_pitch;
    const auto letter = static_cast<std::size_t>(place / letter_pitch);
    if (place < 0 || inside >= letter_columns || letter >= text_.size()) continue;
    const auto points = letter_of(text_[letter]).at(static_cast<std::size_t>(inside));
    for (int row = 0; row < letter_rows; ++row) {
      if (((points >> static_cast<unsigned>(row)) & 1U) != 0U) out.set(row, column, Level::full);
    }
  }
  return out;
}

}  // namespace ballast::hardware
