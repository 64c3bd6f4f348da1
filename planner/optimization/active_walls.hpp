// The factorisation that the dual active set method carries along: J with J'HJ = I, and R, the
// triangle of the active walls' normals seen through J.
#pragma once

#include <span>
#include <vector>

#include "planner/optimization/matrix.hpp"

namespace ballast::planner {

class ActiveWalls {
 public:
  /// Begins without walls. REQUIRES: lower triangular, with the hessian as factor * factor'.
  explicit ActiveWalls(const Matrix& factor);

  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::size_t size() const { return directions_.rows(); }

  /// Sees a normal through J: of one variable, or of a row.
  void look_at(std::size_t variable, double sign);
  void look_at(std::span<const double> row, double sign);

  /// Of what was looked at: the way into the wall that keeps the active ones (primal), what their
  /// prices lose (dual), and how much of the normal the active walls leave: a square, and its
  /// share.
  void primal_way(std::vector<double>& way) const;
  void dual_way(std::vector<double>& way) const;
  [[nodiscard]] double free_square() const;
  [[nodiscard]] double free_share() const;

  /// Takes in the wall that was looked at. REQUIRES: free_share() above zero.
  void add();
  void drop(std::size_t place);

 private:
  void rotate_directions(std::size_t first, double cosine, double sine);

  Matrix directions_;  // row j is column j of J
  Matrix triangle_;    // column k belongs to active wall k
  std::vector<double> seen_;
  std::size_t count_ = 0;
};

}  // namespace ballast::planner
