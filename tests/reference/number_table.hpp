// A table of numbers beside names or days, as prices and weights come.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "planner/optimization/price_table.hpp"

namespace ballast::reference {

/// A file of comma-separated values: a first column of days or names, then numbers.
struct NumberTable {
  std::vector<std::string> names;  // of the columns of numbers
  std::vector<std::string> rows;   // what the first column says
  planner::Matrix numbers;         // empty cells are NaN

  /// Returns the columns named, in that order. Throws for one that is not there.
  [[nodiscard]] planner::Matrix columns(const std::vector<std::string>& wanted) const;
};

/// Throws for cells that are not numbers.
[[nodiscard]] NumberTable read_numbers(const std::filesystem::path& file);

}  // namespace ballast::reference
