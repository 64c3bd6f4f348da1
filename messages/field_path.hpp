// Where a reader is inside a body, and the first thing that it found wrong.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "planner/model/failure.hpp"

namespace ballast::messages {

class FieldPath {
 public:
  explicit FieldPath(std::string_view start = {}) : text_(start) {}

  /// Goes down to a field or an element; `leave` goes back up.
  void enter(std::string_view field);
  void enter(std::size_t index);
  void leave();

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
  std::vector<std::size_t> lengths_;
};

/// Returns "expected a number from 0 to 1"; a bound that is infinite is left out.
[[nodiscard]] std::string expected_number(std::string_view what, double lowest, double highest);
[[nodiscard]] std::string expected_integer(std::int64_t lowest, std::uint64_t highest);
[[nodiscard]] std::string expected_choice(const std::string_view* names, std::size_t count);

}  // namespace ballast::messages
