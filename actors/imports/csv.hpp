// CSV as RFC 4180 has it: comma, quotes, LF or CRLF, an optional byte order mark. Knows where every
// cell stands, so that a mistake can be pointed at.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "planner/model/failure.hpp"

namespace ballast::actors {

/// Thrown by readers of tables only and caught by them: reading is a descent through many
/// small functions.
struct CsvMistake {
  planner::Failure failure;
};

struct CsvCell {
  std::string text;
  std::size_t column = 1;  // of the cell's first byte in its line, from 1
};

inline constexpr std::size_t cell_bytes_max = 4096;
inline constexpr std::size_t cells_max = 256;

class CsvReader {
 public:
  /// `text` must outlive the reader; `name` stands in failures.
  CsvReader(std::string_view text, std::string name);

  /// Reads the next row into cells(); false at the end. Empty lines are skipped.
  bool next();

  [[nodiscard]] const std::vector<CsvCell>& cells() const { return cells_; }
  /// Line on which the row begins, from 1.
  [[nodiscard]] std::size_t line() const { return line_; }
  [[nodiscard]] const std::string& name() const { return name_; }

  [[noreturn]] void stop(std::size_t column, std::string what, std::string allowed) const;

 private:
  void read_row();
  void read_plain(CsvCell& cell);
  void read_quoted(CsvCell& cell);
  void append(CsvCell& cell, char byte) const;
  bool end_of_line();

  std::string_view text_;
  std::string name_;
  std::size_t at_ = 0;
  std::size_t line_begin_ = 0;
  std::size_t line_ = 1;
  std::size_t next_line_ = 1;
  std::vector<CsvCell> cells_;
};

}  // namespace ballast::actors
