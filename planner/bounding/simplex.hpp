// A dense primal simplex with bounded variables, for programmes of a dozen rows and a hundred
// columns. It works in doubles and proves nothing: its answer only suggests prices.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace ballast::planner {

/// Maximises cost * x where every row of cells * x is constant and 0 <= x <= upper.
///
/// The caller fills in rows in which some column is a unit column, whose variable starts with the
/// row's value; all other variables start at zero. REQUIRES: 0 <= value <= upper of each of those.
class Simplex {
 public:
  /// Clears everything for a programme of this size; upper bounds are infinite, the rest zero.
  void reset(std::size_t rows, std::size_t columns);

  [[nodiscard]] double& cell(std::size_t row, std::size_t column) {
    return cells_[row * columns_ + column];
  }
  void set_cost(std::size_t column, double cost) { costs_[column] = cost; }
  void set_upper(std::size_t column, double upper) { upper_[column] = upper; }
  /// Says which unit column is the basis of a row, and its value.
  void set_basis(std::size_t row, std::size_t column, double value);

  /// Pivots until nothing improves, or so many times.
  void maximise(std::size_t most_pivots);

  /// The cost of a column less the prices of its row entries.
  [[nodiscard]] double reduced_cost(std::size_t column) const { return reduced_[column]; }
  [[nodiscard]] double value(std::size_t column) const;

 private:
  struct Step {
    std::size_t row;  // rows() for a move from bound to bound
    double length;
  };

  [[nodiscard]] std::size_t rows() const { return basis_.size(); }
  void price_out();
  [[nodiscard]] std::size_t entering() const;
  [[nodiscard]] Step longest_step(std::size_t column, double direction) const;
  void move(std::size_t column, double direction, Step step);
  void pivot(std::size_t row, std::size_t column);

  std::size_t columns_ = 0;
  std::vector<double> cells_;
  std::vector<double> costs_;
  std::vector<double> reduced_;
  std::vector<double> upper_;
  std::vector<char> at_upper_;
  std::vector<std::size_t> basis_;   // of each row: its column
  std::vector<std::size_t> row_of_;  // of each column: its row, or none
  std::vector<double> values_;       // of each row: its basic variable
};

}  // namespace ballast::planner
