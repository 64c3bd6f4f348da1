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

  /// Returns the table, each line ended by a newline and indented by `indent` blanks.
  [[nodiscard]] std::string text(std::size_t indent = 2) const;

  [[nodiscard]] bool empty() const { return rows_.empty(); }

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

/// Returns the number of terminal cells that the UTF-8 text takes, colour codes not counted.
[[nodiscard]] std::size_t display_width(std::string_view text);

}  // namespace ballast::tools
