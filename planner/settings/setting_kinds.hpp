// The kinds of value that a setting can have besides a number and a switch: one of several names, a
// set of names, a list of numbers, a list of texts.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace ballast::planner {

/// The texts of an enumeration whose values count from 0: `static constexpr std::array names`.
/// A specialisation makes it a choice that a setting can have.
template <class Enumeration>
struct ChoiceNames;

template <class Value>
concept NamedChoice = std::is_enum_v<Value> && requires {
  ChoiceNames<Value>::names;
};

template <NamedChoice Value>
[[nodiscard]] constexpr std::string_view choice_name(Value value) {
  return ChoiceNames<Value>::names.at(static_cast<std::size_t>(value));
}

/// Some of the names of a choice. As text: "all", "none", or names with commas between them.
template <NamedChoice Value>
class ChoiceSet {
 public:
  static constexpr std::size_t size = ChoiceNames<Value>::names.size();
  static_assert(size <= 64, "one bit for each name");

  constexpr ChoiceSet() = default;
  constexpr ChoiceSet(std::initializer_list<Value> values) {
    for (const Value value : values) add(value);
  }
  [[nodiscard]] static constexpr ChoiceSet all() {
    ChoiceSet set;
    for (std::size_t i = 0; i < size; ++i) set.add(static_cast<Value>(i));
    return set;
  }

  constexpr void add(Value value) { bits_ |= bit(value); }
  constexpr void remove(Value value) { bits_ &= ~bit(value); }
  [[nodiscard]] constexpr bool has(Value value) const { return (bits_ & bit(value)) != 0; }
  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }

  bool operator==(const ChoiceSet&) const = default;

 private:
  static constexpr std::uint64_t bit(Value value) {
    return std::uint64_t{1} << static_cast<std::uint64_t>(value);
  }

  std::uint64_t bits_ = 0;
};

template <class Value>
inline constexpr bool is_choice_set = false;
template <NamedChoice Value>
inline constexpr bool is_choice_set<ChoiceSet<Value>> = true;

using NumberList = std::vector<double>;
using TextList = std::vector<std::string>;

/// The longest text in a list of texts.
inline constexpr std::size_t max_listed_text = 64;

}  // namespace ballast::planner
