// One table of fields per struct: a static member template `fields(self, visit)` names every field
// once, and encoding, decoding, JSON and the tables of the README are all made from it. Structs of
// the planner get theirs as a specialisation of `FieldsOf`.
#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <string_view>

namespace ballast::messages {

/// What a table says of a field besides its name. A field without a mark must be present, unless it
/// is a std::optional, which is left out when empty.
struct Mark {
  bool may_be_absent = false;  // then the struct's own default stands
  bool binary = false;         // of a std::string: bytes, not text
  double lowest = -std::numeric_limits<double>::infinity();
  double highest = std::numeric_limits<double>::infinity();
  std::size_t most = std::numeric_limits<std::size_t>::max();  // elements of a list
};

inline constexpr Mark may_be_absent{.may_be_absent = true};
inline constexpr Mark binary{.binary = true};

/// Calls `visit(name, field)` or `visit(name, field, mark)` for every field in wire order.
template <class Value>
struct FieldsOf {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    Value::fields(self, visitor);
  }
};

/// The name of a body, which travels in the header.
template <class Body>
inline constexpr std::string_view type_of = Body::type;

/// Texts of an enumeration whose values count from 0: `static constexpr std::array names`.
template <class Enumeration>
struct NamesOf;

}  // namespace ballast::messages
