// One value of a setting as text and back: "7", "0.25", "true", "aggressive", "-0.1,0,0.1", "all".
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "planner/settings/setting_kinds.hpp"

namespace ballast::planner {

/// The text that a file would hold; parsed, it gives the same value.
[[nodiscard]] std::string text_of(bool value);
[[nodiscard]] std::string text_of(std::int64_t value);
[[nodiscard]] std::string text_of(double value);
[[nodiscard]] std::string text_of(const NumberList& values);
[[nodiscard]] std::string text_of(const TextList& values);
[[nodiscard]] std::string text_of(std::uint64_t bits, std::span<const std::string_view> names);

/// What is inside the text, or nothing if it has another form or a value outside the range. A list
/// holds nothing twice.
[[nodiscard]] std::optional<bool> parse_switch(std::string_view text);
[[nodiscard]] std::optional<std::int64_t> parse_number(std::string_view text, std::int64_t lowest,
                                                       std::int64_t highest);
[[nodiscard]] std::optional<double> parse_number(std::string_view text, double lowest,
                                                 double highest);
[[nodiscard]] std::optional<NumberList> parse_numbers(std::string_view text, double lowest,
                                                      double highest, std::size_t most);
[[nodiscard]] std::optional<TextList> parse_texts(std::string_view text, std::size_t most);
[[nodiscard]] std::optional<std::size_t> parse_name(std::string_view text,
                                                    std::span<const std::string_view> names);
[[nodiscard]] std::optional<std::vector<std::size_t>> parse_names(
    std::string_view text, std::span<const std::string_view> names);

/// "a, b or c"
[[nodiscard]] std::string alternatives(std::span<const std::string_view> names);

/// What the text of a set of these names may be.
[[nodiscard]] std::string allowed_names(std::span<const std::string_view> names);

template <NamedChoice Value>
[[nodiscard]] std::string text_of(Value value) {
  return std::string(choice_name(value));
}

template <NamedChoice Value>
[[nodiscard]] std::string text_of(const ChoiceSet<Value>& set) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < set.size; ++i) {
    if (set.has(static_cast<Value>(i))) bits |= std::uint64_t{1} << i;
  }
  return text_of(bits, ChoiceNames<Value>::names);
}

template <NamedChoice Value>
[[nodiscard]] std::optional<ChoiceSet<Value>> parse_set(std::string_view text) {
  const auto places = parse_names(text, ChoiceNames<Value>::names);
  if (!places) return std::nullopt;
  ChoiceSet<Value> set;
  for (const std::size_t place : *places) set.add(static_cast<Value>(place));
  return set;
}

}  // namespace ballast::planner
