// The fields of a security that a person may set: each with its column, its kind and its range, and
// texts to values and back.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "messages/universe.hpp"
#include "planner/model/failure.hpp"

namespace ballast::actors {

/// A value as SQLite keeps it; nothing clears the field.
using StoredValue = std::variant<std::monostate, std::int64_t, double, std::string>;

enum class FieldKind : std::uint8_t { text, word, flag, whole, number, day };

struct SecurityField {
  const char* name;    // as people write it
  const char* column;  // in the table of securities
  FieldKind kind;
  double lowest = 0.0;  // of numbers
  double highest = 0.0;
  bool may_be_cleared = true;
};

/// All of them, in the order in which they are shown.
[[nodiscard]] std::span<const SecurityField> security_fields();

/// Returns the field of that name, or a Failure with the nearest one.
[[nodiscard]] planner::Result<const SecurityField*> find_field(const messages::FieldWish& wish);

/// Returns the value of a text, or a Failure that says what is allowed. `source_names`: those that
/// may be named as source.
[[nodiscard]] planner::Result<StoredValue> read_value(const SecurityField& field,
                                                      const messages::FieldWish& wish,
                                                      const std::vector<std::string>& source_names);

/// Returns a stored value as read_value takes it; empty for none.
[[nodiscard]] std::string text_of(const SecurityField& field, const SQLite::Column& column);

}  // namespace ballast::actors
