// An answer as one JSON document, and a list of rows out of it: bounded, whole or refused.
#pragma once

#include <vector>

#include "actors/trading/alpaca/answer_fields.hpp"

namespace ballast::actors::alpaca {

inline constexpr std::size_t answer_bytes_max = std::size_t{4} << 20U;
inline constexpr std::size_t rows_max = 10'000;

/// Failure: invalid for what is no JSON, with a word on pages made for people.
[[nodiscard]] Result<Json> parse_answer(std::string_view body, std::string_view where);

/// Reads every row of a list with `read(row, "order 3")`, or refuses all of them.
template <class Row, class Read>
[[nodiscard]] Result<std::vector<Row>> read_rows(std::string_view body, std::string_view where,
                                                 Read read) {
  const auto json = parse_answer(body, where);
  if (!json) return tl::unexpected(json.error());
  if (!json->is_array() || json->size() > rows_max) {
    return tl::unexpected(Failure{planner::FailureKind::invalid,
                                  "the answer is no list, or a too long one", std::string(where),
                                  "up to " + std::to_string(rows_max) + " rows"});
  }
  std::vector<Row> rows;
  rows.reserve(json->size());
  for (const Json& element : *json) {
    auto row = read(element, std::string(where) + " " + std::to_string(rows.size() + 1));
    if (!row) return tl::unexpected(row.error());
    rows.push_back(std::move(*row));
  }
  return rows;
}

}  // namespace ballast::actors::alpaca
