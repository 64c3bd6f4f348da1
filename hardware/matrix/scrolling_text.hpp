// A few words that run once through the matrix, from right to left.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "hardware/matrix/frame.hpp"

namespace ballast::hardware {

inline constexpr std::size_t scrolled_letters_most = 40;
inline constexpr std::chrono::milliseconds scroll_step{70};  // for each column

class ScrollingText {
 public:
  ScrollingText() = default;  // nothing runs
  /// What is beyond scrolled_letters_most is not shown.
  explicit ScrollingText(std::string_view text) : text_(text.substr(0, scrolled_letters_most)) {}

  /// Until the last point has left.
  [[nodiscard]] std::chrono::milliseconds lasts() const;
  /// The picture so long after it began; dark before and after.
  [[nodiscard]] Frame at(std::chrono::milliseconds since) const;

 private:
  std::string text_;
};

}  // namespace ballast::hardware
