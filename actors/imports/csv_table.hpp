// A CSV file with a header row, read by column name; the order of columns is free, unknown columns
// are ignored and named. Every accessor says file, line and column when a cell is not as expected.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actors/imports/csv.hpp"
#include "planner/model/date.hpp"

namespace ballast::actors {

class CsvTable {
 public:
  /// Reads the header. A missing required column and a column that stands twice are mistakes.
  CsvTable(std::string_view text, std::string name, const std::vector<std::string>& required,
           const std::vector<std::string>& optional);

  /// Goes to the next row; one with another number of cells than the header is a mistake.
  bool next();

  [[nodiscard]] std::size_t line() const { return csv_.line(); }
  [[nodiscard]] const std::string& name() const { return csv_.name(); }
  /// All columns of the header, in order.
  [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
  /// Those that nobody asked for.
  [[nodiscard]] const std::vector<std::string>& ignored() const { return ignored_; }

  /// Whether the header names the column.
  [[nodiscard]] bool has(const std::string& column) const { return place_.contains(column); }
  /// The cell without surrounding blanks; empty when the file has no such column.
  [[nodiscard]] std::string text(const std::string& column) const;
  [[nodiscard]] std::string needed_text(const std::string& column) const;
  /// A symbol: trimmed, in upper case, of printable characters without blanks.
  [[nodiscard]] std::string symbol(const std::string& column) const;
  /// A finite number, or nothing for an empty cell.
  [[nodiscard]] std::optional<double> number(const std::string& column) const;
  [[nodiscard]] double needed_number(const std::string& column) const;
  [[nodiscard]] double positive_number(const std::string& column) const;
  [[nodiscard]] std::optional<std::int64_t> whole(const std::string& column) const;
  [[nodiscard]] std::optional<planner::Date> date(const std::string& column) const;
  [[nodiscard]] planner::Date needed_date(const std::string& column) const;
  /// true, yes, 1 or false, no, 0; `absent` for an empty cell.
  [[nodiscard]] bool flag(const std::string& column, bool absent) const;

  /// Says that the cell in `column` of this row is wrong.
  [[noreturn]] void stop(const std::string& column, std::string what, std::string allowed) const;

 private:
  void read_header(const std::vector<std::string>& required,
                   const std::vector<std::string>& optional);

  CsvReader csv_;
  std::vector<std::string> columns_;
  std::vector<std::string> ignored_;
  std::map<std::string, std::size_t> place_;
};

}  // namespace ballast::actors
