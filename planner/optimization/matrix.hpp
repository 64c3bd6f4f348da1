// A dense matrix of doubles, kept row by row.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace ballast::planner {

class Matrix {
 public:
  Matrix() = default;
  Matrix(std::size_t rows, std::size_t columns, double value = 0.0)
      : rows_(rows), columns_(columns), cells_(rows * columns, value) {}

  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t columns() const { return columns_; }
  [[nodiscard]] double& operator()(std::size_t row, std::size_t column) {
    return cells_[row * columns_ + column];
  }
  [[nodiscard]] double operator()(std::size_t row, std::size_t column) const {
    return cells_[row * columns_ + column];
  }
  [[nodiscard]] std::span<double> row(std::size_t row) {
    return std::span(cells_).subspan(row * columns_, columns_);
  }
  [[nodiscard]] std::span<const double> row(std::size_t row) const {
    return std::span(cells_).subspan(row * columns_, columns_);
  }
  [[nodiscard]] std::span<double> cells() { return cells_; }
  [[nodiscard]] std::span<const double> cells() const { return cells_; }

  /// Appends a row. REQUIRES: as long as the others.
  void append_row(std::span<const double> row) {
    if (rows_ == 0) columns_ = row.size();
    cells_.insert(cells_.end(), row.begin(), row.end());
    ++rows_;
  }

  bool operator==(const Matrix&) const = default;

 private:
  std::size_t rows_ = 0;
  std::size_t columns_ = 0;
  std::vector<double> cells_;
};

}  // namespace ballast::planner
