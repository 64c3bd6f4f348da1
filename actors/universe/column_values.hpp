// Numbers of rows that may be empty.
#pragma once

#include <optional>

#include <SQLiteCpp/SQLiteCpp.h>

namespace ballast::actors {

[[nodiscard]] inline std::optional<double> value_at(SQLite::Statement& row, int place) {
  const SQLite::Column column = row.getColumn(place);
  if (column.isNull()) return std::nullopt;
  return column.getDouble();
}

inline void bind_value(SQLite::Statement& statement, int place,
                       const std::optional<double>& value) {
  if (value) {
    statement.bind(place, *value);
  } else {
    statement.bind(place);
  }
}

}  // namespace ballast::actors
