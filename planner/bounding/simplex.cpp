#include "planner/bounding/simplex.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ballast::planner {
namespace {

constexpr double improvement_min = 1e-10;
constexpr double pivot_min = 1e-9;
constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

}  // namespace

void Simplex::reset(std::size_t rows, std::size_t columns) {
  columns_ = columns;
  cells_.assign(rows * columns, 0.0);
  costs_.assign(columns, 0.0);
  upper_.assign(columns, infinite);
  at_upper_.assign(columns, 0);
  basis_.assign(rows, none);
  row_of_.assign(columns, none);
  values_.assign(rows, 0.0);
}

void Simplex::set_basis(std::size_t row, std::size_t column, double value) {
  basis_[row] = column;
  row_of_[column] = row;
  values_[row] = value;
}

double Simplex::value(std::size_t column) const {
  if (row_of_[column] != none) return values_[row_of_[column]];
  return at_upper_[column] != 0 ? upper_[column] : 0.0;
}

void Simplex::price_out() {
  reduced_ = costs_;
  for (std::size_t row = 0; row < rows(); ++row) {
    const double cost = costs_[basis_[row]];
    if (cost == 0.0) continue;
    const double* cells = &cells_[row * columns_];
    for (std::size_t j = 0; j < columns_; ++j) reduced_[j] -= cost * cells[j];
  }
}

std::size_t Simplex::entering() const {
  std::size_t best = none;
  double best_gain = improvement_min;
  for (std::size_t j = 0; j < columns_; ++j) {
    const double gain = at_upper_[j] != 0 ? -reduced_[j] : reduced_[j];
    if (gain > best_gain && row_of_[j] == none) {
      best_gain = gain;
      best = j;
    }
  }
  return best;
}

Simplex::Step Simplex::longest_step(std::size_t column, double direction) const {
  Step step{rows(), upper_[column]};
  double best_cell = 0.0;
  for (std::size_t row = 0; row < rows(); ++row) {
    const double cell = direction * cells_[row * columns_ + column];
    double length = infinite;
    if (cell > pivot_min) {
      length = std::max(0.0, values_[row]) / cell;
    } else if (cell < -pivot_min && upper_[basis_[row]] < infinite) {
      length = std::max(0.0, upper_[basis_[row]] - values_[row]) / -cell;
    }
    const bool nearer = length < step.length - pivot_min;
    const bool as_near = length < step.length + pivot_min && std::fabs(cell) > best_cell;
    if (length < infinite && (nearer || (as_near && step.row != rows()))) {
      step = {row, length};
      best_cell = std::fabs(cell);
    }
  }
  return step;
}

void Simplex::move(std::size_t column, double direction, Step step) {
  for (std::size_t row = 0; row < rows(); ++row) {
    values_[row] -= direction * step.length * cells_[row * columns_ + column];
  }
  if (step.row == rows()) {
    at_upper_[column] = at_upper_[column] != 0 ? 0 : 1;
    return;
  }
  const std::size_t leaving = basis_[step.row];
  const double cell = direction * cells_[step.row * columns_ + column];
  at_upper_[leaving] = cell < 0.0 ? 1 : 0;
  row_of_[leaving] = none;
  const double start = at_upper_[column] != 0 ? upper_[column] : 0.0;
  at_upper_[column] = 0;
  set_basis(step.row, column, start + direction * step.length);
  pivot(step.row, column);
}

void Simplex::pivot(std::size_t row, std::size_t column) {
  double* pivot_row = &cells_[row * columns_];
  const double inverse = 1.0 / pivot_row[column];
  for (std::size_t j = 0; j < columns_; ++j) pivot_row[j] *= inverse;
  pivot_row[column] = 1.0;
  for (std::size_t other = 0; other < rows(); ++other) {
    double* cells = &cells_[other * columns_];
    const double factor = cells[column];
    if (other == row || factor == 0.0) continue;
    for (std::size_t j = 0; j < columns_; ++j) cells[j] -= factor * pivot_row[j];
    cells[column] = 0.0;
  }
  const double factor = reduced_[column];
  for (std::size_t j = 0; j < columns_; ++j) reduced_[j] -= factor * pivot_row[j];
  reduced_[column] = 0.0;
}

void Simplex::maximise(std::size_t most_pivots) {
  price_out();
  for (std::size_t i = 0; i < most_pivots; ++i) {
    const std::size_t column = entering();
    if (column == none) return;
    const double direction = at_upper_[column] != 0 ? -1.0 : 1.0;
    const Step step = longest_step(column, direction);
    if (!(step.length < infinite)) return;
    move(column, direction, step);
  }
}

}  // namespace ballast::planner
