// Which C++ types are which kind of value on the wire.
#pragma once

#include <algorithm>
#include <bit>
#include <concepts>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "messages/field.hpp"

namespace ballast::messages {

static_assert(std::endian::native == std::endian::little, "columns are copied as they are");

template <class Value>
concept Choice = std::is_enum_v<Value>;

template <class Value>
concept Integer = std::integral<Value> && !std::same_as<Value, bool>;

/// What is written as a map of fields, unless it has a form of its own.
template <class Value>
concept Structure = std::is_class_v<Value>;

template <class Value>
inline constexpr bool is_optional = false;
template <class Value>
inline constexpr bool is_optional<std::optional<Value>> = true;

template <class Value>
inline constexpr bool is_vector = false;
template <class Value>
inline constexpr bool is_vector<std::vector<Value>> = true;

/// A vector of numbers: one bin.
template <class Value>
inline constexpr bool is_column = false;
template <class Value>
inline constexpr bool is_column<std::vector<Value>> = Integer<Value> || std::floating_point<Value>;

template <Choice Value>
[[nodiscard]] std::string_view name_of_choice(Value value) {
  return NamesOf<Value>::names.at(static_cast<std::size_t>(value));
}

template <Choice Value>
[[nodiscard]] std::optional<Value> choice_named(std::string_view name) {
  const auto& names = NamesOf<Value>::names;
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) return std::nullopt;
  return static_cast<Value>(at - names.begin());
}

template <class Number>
[[nodiscard]] std::string_view column_bytes(const std::vector<Number>& column) {
  return {reinterpret_cast<const char*>(column.data()), column.size() * sizeof(Number)};
}

/// Returns nothing if the bytes are no whole number of elements.
template <class Number>
[[nodiscard]] std::optional<std::vector<Number>> column_from(std::string_view bytes) {
  if (bytes.size() % sizeof(Number) != 0) return std::nullopt;
  std::vector<Number> column(bytes.size() / sizeof(Number));
  if (!column.empty()) std::memcpy(column.data(), bytes.data(), bytes.size());
  return column;
}

}  // namespace ballast::messages
