// Prices and returns of several securities side by side. A price or return that is missing is not a
// number, and never enters a sum.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "planner/optimization/matrix.hpp"

namespace ballast::planner {

/// One row for each day, oldest first, and one column for each security. Missing cells are NaN.
using PriceTable = Matrix;
using ReturnTable = Matrix;

/// Returns p[t] / p[t-1] - 1, one row fewer; missing where either price is, so that no return
/// reaches across a gap.
[[nodiscard]] ReturnTable simple_returns(const PriceTable& prices);
/// Returns the logarithms of 1 + the simple returns.
[[nodiscard]] ReturnTable log_returns(const PriceTable& prices);

/// Returns the rows in which nothing is missing.
[[nodiscard]] Matrix complete_rows(const Matrix& table);
/// Returns the table with 0 for what is missing.
[[nodiscard]] Matrix without_gaps(Matrix table);
/// Returns one column.
[[nodiscard]] std::vector<double> column_of(const Matrix& table, std::size_t column);
/// Returns the mean of each column over what it has; NaN for a column without anything.
[[nodiscard]] std::vector<double> column_means(const Matrix& table);

}  // namespace ballast::planner
