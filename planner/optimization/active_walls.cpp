#include "planner/optimization/active_walls.hpp"

#include <algorithm>
#include <cmath>

#include "planner/optimization/algebra.hpp"

namespace ballast::planner {
namespace {

/// The rotation that turns (a, b) into (length, 0).
struct Rotation {
  double cosine = 1.0;
  double sine = 0.0;
  double length = 0.0;

  Rotation(double a, double b) : length(std::sqrt(a * a + b * b)) {
    if (!(length > 0.0)) return;
    cosine = a / length;
    sine = b / length;
  }
};

}  // namespace

ActiveWalls::ActiveWalls(const Matrix& factor)
    : directions_(factor.rows(), factor.rows()),
      triangle_(factor.rows(), factor.rows()),
      seen_(factor.rows()) {
  // J is the inverse of the transposed factor, so its rows as kept here are those of the inverse.
  for (std::size_t i = 0; i < size(); ++i) {
    directions_(i, i) = 1.0;
    for (std::size_t k = 0; k < i; ++k) {
      add_scaled(directions_.row(i).first(k + 1), -factor(i, k), directions_.row(k).first(k + 1));
    }
    for (double& cell : directions_.row(i).first(i + 1)) cell /= factor(i, i);
  }
}

void ActiveWalls::look_at(std::size_t variable, double sign) {
  for (std::size_t j = 0; j < size(); ++j) seen_[j] = sign * directions_(j, variable);
}

void ActiveWalls::look_at(std::span<const double> row, double sign) {
  for (std::size_t j = 0; j < size(); ++j) seen_[j] = sign * dot(directions_.row(j), row);
}

void ActiveWalls::primal_way(std::vector<double>& way) const {
  way.assign(size(), 0.0);
  for (std::size_t j = count_; j < size(); ++j) add_scaled(way, seen_[j], directions_.row(j));
}

void ActiveWalls::dual_way(std::vector<double>& way) const {
  way.assign(seen_.begin(), seen_.begin() + static_cast<std::ptrdiff_t>(count_));
  for (std::size_t i = count_; i-- > 0;) {
    for (std::size_t k = i + 1; k < count_; ++k) way[i] -= triangle_(i, k) * way[k];
    way[i] /= triangle_(i, i);
  }
}

double ActiveWalls::free_square() const {
  const auto left = std::span(seen_).subspan(count_);
  return dot(left, left);
}

double ActiveWalls::free_share() const {
  const double whole = dot(seen_, seen_);
  return whole > 0.0 ? free_square() / whole : 0.0;
}

void ActiveWalls::rotate_directions(std::size_t first, double cosine, double sine) {
  const auto upper = directions_.row(first);
  const auto lower = directions_.row(first + 1);
  for (std::size_t k = 0; k < upper.size(); ++k) {
    const double a = upper[k];
    const double b = lower[k];
    upper[k] = cosine * a + sine * b;
    lower[k] = cosine * b - sine * a;
  }
}

void ActiveWalls::add() {
  for (std::size_t j = size() - 1; j > count_; --j) {
    if (seen_[j] == 0.0) continue;
    const Rotation turn(seen_[j - 1], seen_[j]);
    seen_[j - 1] = turn.length;
    seen_[j] = 0.0;
    rotate_directions(j - 1, turn.cosine, turn.sine);
  }
  for (std::size_t i = 0; i <= count_; ++i) triangle_(i, count_) = seen_[i];
  ++count_;
}

void ActiveWalls::drop(std::size_t place) {
  for (std::size_t i = 0; i < count_; ++i) {
    for (std::size_t k = std::max(place, i == 0 ? 0 : i - 1); k + 1 < count_; ++k) {
      triangle_(i, k) = triangle_(i, k + 1);
    }
  }
  --count_;
  for (std::size_t k = place; k < count_; ++k) {
    const Rotation turn(triangle_(k, k), triangle_(k + 1, k));
    for (std::size_t column = k; column < count_; ++column) {
      const double a = triangle_(k, column);
      const double b = triangle_(k + 1, column);
      triangle_(k, column) = turn.cosine * a + turn.sine * b;
      triangle_(k + 1, column) = turn.cosine * b - turn.sine * a;
    }
    rotate_directions(k, turn.cosine, turn.sine);
  }
}

}  // namespace ballast::planner
