// A plain text table whose columns are as wide as what they hold.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ballast::tools {

enum class Align : bool { left, right };

class Table {
 public:
  struct Column {
    std::string title;
    Align align = Align::left;
  };

  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  /// REQUIRES: as many cells as columns.
  void add(std::vector<std::string> cells);

  /// Returns the table, each line ended by a newline and indented by `indent` blanks. Where a row
  /// is wider than `columns`, its last cell goes on in the next line; 0: it may be of any length.
  [[nodiscard]] std::string text(std::size_t indent = 2, std::size_t columns = 0) const;

  [[nodiscard]] bool empty() const { return rows_.empty(); }

 private:
  [[nodiscard]] std::vector<std::size_t> widths() const;

  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

/// Returns the text broken at blanks into lines of at most `columns` cells, where words allow it;
/// 0: one line.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::size_t columns);

/// Returns the text, or as much as fits into `columns` cells, ended by "…".
[[nodiscard]] std::string shortened(std::string_view text, std::size_t columns);

/// Returns the number of terminal cells that the UTF-8 text takes, colour codes not counted.
[[nodiscard]] std::size_t display_width(std::string_view text);

}  // namespace ballast::tools
