#include "tests/reference/number_table.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "tests/reference/reference_data.hpp"

namespace ballast::reference {

planner::Matrix NumberTable::columns(const std::vector<std::string>& wanted) const {
  planner::Matrix chosen(numbers.rows(), wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const auto at = std::find(names.begin(), names.end(), wanted[i]);
    if (at == names.end()) throw std::out_of_range("there is no column " + wanted[i]);
    const auto from = static_cast<std::size_t>(at - names.begin());
    for (std::size_t t = 0; t < numbers.rows(); ++t) chosen(t, i) = numbers(t, from);
  }
  return chosen;
}

NumberTable read_numbers(const std::filesystem::path& file) {
  const Table read = read_table(file);
  NumberTable table;
  table.names.assign(read.names.begin() + 1, read.names.end());
  std::vector<double> numbers(table.names.size());
  for (const std::vector<std::string>& cells : read.rows) {
    table.rows.push_back(cells.front());
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      const std::string& cell = cells.at(i + 1);
      numbers[i] = cell.empty() ? std::numeric_limits<double>::quiet_NaN() : number(cell);
    }
    table.numbers.append_row(numbers);
  }
  return table;
}

}  // namespace ballast::reference
