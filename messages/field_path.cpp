#include "messages/field_path.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>

namespace ballast::messages {
namespace {

std::string number_text(double value) {
  std::array<char, 64> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  return {buffer.data(), end};
}

}  // namespace

void FieldPath::enter(std::string_view field) {
  lengths_.push_back(text_.size());
  if (!text_.empty()) text_.push_back('.');
  text_.append(field);
}

void FieldPath::enter(std::size_t index) {
  lengths_.push_back(text_.size());
  text_.append("[").append(std::to_string(index)).append("]");
}

void FieldPath::leave() {
  text_.resize(lengths_.back());
  lengths_.pop_back();
}

std::string expected_number(std::string_view what, double lowest, double highest) {
  std::string text = "expected " + std::string(what);
  const bool bounded_below = std::isfinite(lowest);
  const bool bounded_above = std::isfinite(highest);
  if (bounded_below && bounded_above) {
    return text + " from " + number_text(lowest) + " to " + number_text(highest);
  }
  if (bounded_below) return text + " of at least " + number_text(lowest);
  if (bounded_above) return text + " of at most " + number_text(highest);
  return text;
}

std::string expected_integer(std::int64_t lowest, std::uint64_t highest) {
  const bool whole_range = highest >= std::numeric_limits<std::int64_t>::max() &&
                           (lowest == 0 || lowest == std::numeric_limits<std::int64_t>::min());
  if (whole_range) return lowest == 0 ? "expected an integer of at least 0" : "expected an integer";
  return "expected an integer from " + std::to_string(lowest) + " to " + std::to_string(highest);
}

std::string expected_choice(const std::string_view* names, std::size_t count) {
  std::string text = "expected ";
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) text += i + 1 == count ? " or " : ", ";
    text.append(names[i]);
  }
  return text;
}

}  // namespace ballast::messages
