#include "planner/optimization/price_table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "planner/numeric/elementary.hpp"

namespace ballast::planner {

ReturnTable simple_returns(const PriceTable& prices) {
  if (prices.rows() < 2) return {0, prices.columns()};
  ReturnTable returns(prices.rows() - 1, prices.columns());
  for (std::size_t t = 0; t < returns.rows(); ++t) {
    for (std::size_t i = 0; i < returns.columns(); ++i) {
      returns(t, i) = prices(t + 1, i) / prices(t, i) - 1.0;
    }
  }
  return returns;
}

ReturnTable log_returns(const PriceTable& prices) {
  ReturnTable returns = simple_returns(prices);
  for (double& cell : returns.cells()) cell = logarithm(1.0 + cell);
  return returns;
}

Matrix complete_rows(const Matrix& table) {
  Matrix complete(0, table.columns());
  for (std::size_t t = 0; t < table.rows(); ++t) {
    const auto row = table.row(t);
    if (std::none_of(row.begin(), row.end(), [](double cell) { return std::isnan(cell); })) {
      complete.append_row(row);
    }
  }
  return complete;
}

Matrix without_gaps(Matrix table) {
  for (double& cell : table.cells()) {
    if (std::isnan(cell)) cell = 0.0;
  }
  return table;
}

std::vector<double> column_of(const Matrix& table, std::size_t column) {
  std::vector<double> values(table.rows());
  for (std::size_t t = 0; t < values.size(); ++t) values[t] = table(t, column);
  return values;
}

std::vector<double> column_means(const Matrix& table) {
  std::vector<double> sums(table.columns());
  std::vector<std::size_t> counts(table.columns());
  for (std::size_t t = 0; t < table.rows(); ++t) {
    for (std::size_t i = 0; i < table.columns(); ++i) {
      if (std::isnan(table(t, i))) continue;
      sums[i] += table(t, i);
      ++counts[i];
    }
  }
  for (std::size_t i = 0; i < sums.size(); ++i) {
    sums[i] = counts[i] == 0 ? std::numeric_limits<double>::quiet_NaN()
                             : sums[i] / static_cast<double>(counts[i]);
  }
  return sums;
}

}  // namespace ballast::planner
