// Goldfarb and Idnani (1983), "A numerically stable dual method for solving strictly convex
// quadratic programs".
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>

#include "planner/optimization/active_walls.hpp"
#include "planner/optimization/algebra.hpp"
#include "planner/optimization/quadratic_program.hpp"

namespace ballast::planner {
namespace {

// A wall is passed by no more than this, relative to its numbers.
constexpr double passed = 1e-13;
// A normal whose free share is below this depends on the active ones.
constexpr double dependent = 1e-20;

enum class WallKind : std::uint8_t { lower, upper, row_low, row_high };

/// One side of a bound or row: normal * x >= bound, where normal is the variable's or row's own
/// times the sign.
struct Wall {
  WallKind kind = WallKind::lower;
  std::size_t index = 0;
  bool equality = false;

  [[nodiscard]] bool of_row() const {
    return kind == WallKind::row_low || kind == WallKind::row_high;
  }
  [[nodiscard]] double sign() const {
    return kind == WallKind::lower || kind == WallKind::row_low ? 1.0 : -1.0;
  }
};

struct Held {
  Wall wall;
  double price = 0.0;
};

Failure no_point() {
  return {FailureKind::refused, "no point is within all bounds and rows", "", ""};
}

class DualActiveSet {
 public:
  DualActiveSet(const QuadraticProgram& program, const Matrix& factor)
      : program_(program), limits_(program.limits), walls_(factor), x_(program.linear) {
    for (double& value : x_) value = -value;
    solve_lower(factor, x_);
    solve_lower_transposed(factor, x_);
    bound_held_.resize(x_.size());
    row_held_.resize(limits_.rows.rows());
    for (std::size_t k = 0; k < row_held_.size(); ++k) {
      const auto row = limits_.rows.row(k);
      row_lengths_.push_back(std::sqrt(dot(row, row)));
    }
  }

  Result<QuadraticSolution> solve() {
    for (const Wall& wall : equalities()) {
      if (!reach(wall)) return tl::unexpected(no_point());
    }
    while (const auto wall = most_passed()) {
      if (!reach(*wall)) return tl::unexpected(no_point());
      if (steps_ > 50 * static_cast<int>(x_.size() + row_held_.size() + 10)) {
        return tl::unexpected(Failure{FailureKind::refused, "the active set method went in circles",
                                      "", "bounds whose numbers differ less in size"});
      }
    }
    return answer();
  }

 private:
  [[nodiscard]] double bound_of(const Wall& wall) const {
    switch (wall.kind) {
      case WallKind::lower:
        return limits_.lower[wall.index];
      case WallKind::upper:
        return -limits_.upper[wall.index];
      case WallKind::row_low:
        return limits_.row_low[wall.index];
      case WallKind::row_high:
        break;
    }
    return -limits_.row_high[wall.index];
  }

  /// How far x is inside; below zero where it is beyond the wall.
  [[nodiscard]] double distance(const Wall& wall) const {
    const double at = wall.of_row() ? dot(limits_.rows.row(wall.index), x_) : x_[wall.index];
    return wall.sign() * at - bound_of(wall);
  }

  [[nodiscard]] std::vector<Wall> equalities() const {
    std::vector<Wall> found;
    for (std::size_t k = 0; k < row_held_.size(); ++k) {
      if (limits_.row_low[k] == limits_.row_high[k]) found.push_back({WallKind::row_low, k, true});
    }
    for (std::size_t i = 0; i < x_.size(); ++i) {
      if (limits_.lower[i] == limits_.upper[i]) found.push_back({WallKind::lower, i, true});
    }
    return found;
  }

  void judge(const Wall& wall, double length, double& worst, std::optional<Wall>& chosen) const {
    const double bound = bound_of(wall);
    if (!std::isfinite(bound)) return;
    const double beyond = -distance(wall);
    if (beyond <= passed * (std::fabs(bound) + length * scale_) || beyond <= worst * length) return;
    worst = beyond / length;
    chosen = wall;
  }

  /// The wall that x is farthest beyond, the first of equals.
  std::optional<Wall> most_passed() {
    scale_ = 1.0 + largest_size(x_);
    double worst = 0.0;
    std::optional<Wall> chosen;
    for (std::size_t i = 0; i < x_.size(); ++i) {
      if (bound_held_[i]) continue;
      judge({WallKind::lower, i}, 1.0, worst, chosen);
      judge({WallKind::upper, i}, 1.0, worst, chosen);
    }
    for (std::size_t k = 0; k < row_held_.size(); ++k) {
      if (row_held_[k] || !(row_lengths_[k] > 0.0)) continue;
      judge({WallKind::row_low, k}, row_lengths_[k], worst, chosen);
      judge({WallKind::row_high, k}, row_lengths_[k], worst, chosen);
    }
    return chosen;
  }

  void look(const Wall& wall) {
    if (wall.of_row()) {
      walls_.look_at(limits_.rows.row(wall.index), wall.sign());
    } else {
      walls_.look_at(wall.index, wall.sign());
    }
  }

  /// The active wall whose price falls to zero first on the way, and how long that takes.
  [[nodiscard]] std::pair<double, std::size_t> first_to_leave(double direction) const {
    double length = unbounded;
    std::size_t leaving = 0;
    for (std::size_t k = 0; k < held_.size(); ++k) {
      const double loss = direction * dual_[k];
      if (held_[k].wall.equality || !(loss > 0.0)) continue;
      const double ratio = held_[k].price / loss;
      if (ratio < length) {
        length = ratio;
        leaving = k;
      }
    }
    return {length, leaving};
  }

  void mark(const Wall& wall, bool held) {
    (wall.of_row() ? row_held_ : bound_held_)[wall.index] = held ? 1 : 0;
  }

  /// Moves until the wall is touched, letting go of others whose price would turn. False if the
  /// walls contradict each other.
  bool reach(const Wall& wall) {
    double price = 0.0;
    while (true) {
      ++steps_;
      const double beyond = -distance(wall);
      // An equality may be approached from its other side: then the way is walked backwards.
      const double direction = beyond < 0.0 ? -1.0 : 1.0;
      look(wall);
      walls_.dual_way(dual_);
      const bool depends = walls_.count() == walls_.size() || walls_.free_share() < dependent;
      if (depends && wall.equality && std::fabs(beyond) <= 1e-9 * (1.0 + scale_)) return true;
      const double full = depends ? unbounded : std::fabs(beyond) / walls_.free_square();
      const auto [partial, leaving] = first_to_leave(direction);
      const double length = std::min(full, partial);
      if (length == unbounded) return false;
      if (!depends) {
        walls_.primal_way(primal_);
        add_scaled(x_, direction * length, primal_);
      }
      for (std::size_t k = 0; k < held_.size(); ++k) {
        held_[k].price -= direction * length * dual_[k];
      }
      price += direction * length;
      if (full <= partial) {
        walls_.add();
        held_.push_back({wall, price});
        mark(wall, true);
        return true;
      }
      mark(held_[leaving].wall, false);
      walls_.drop(leaving);
      held_.erase(held_.begin() + static_cast<std::ptrdiff_t>(leaving));
      if (steps_ > 100'000) return false;
    }
  }

  [[nodiscard]] QuadraticSolution answer() const {
    QuadraticSolution found{.x = x_,
                            .bound_prices = std::vector<double>(x_.size()),
                            .row_prices = std::vector<double>(row_held_.size()),
                            .residual = {},
                            .steps = steps_};
    for (const Held& held : held_) {
      const double price = held.wall.sign() * held.price;
      (held.wall.of_row() ? found.row_prices : found.bound_prices)[held.wall.index] += price;
      // Touching is exact by construction; rounding may have left the bound by a hair.
      if (!held.wall.of_row()) found.x[held.wall.index] = held.wall.sign() * bound_of(held.wall);
    }
    found.residual = kkt_residual(program_, found);
    return found;
  }

  const QuadraticProgram& program_;
  const LinearLimits& limits_;
  ActiveWalls walls_;
  std::vector<double> x_;
  std::vector<Held> held_;
  std::vector<char> bound_held_;  // by variable: a wall of it is active
  std::vector<char> row_held_;
  std::vector<double> row_lengths_;
  std::vector<double> primal_;
  std::vector<double> dual_;
  double scale_ = 1.0;
  int steps_ = 0;
};

}  // namespace

Result<QuadraticSolution> solve_strictly_convex(const QuadraticProgram& program,
                                                const Matrix& factor) {
  return DualActiveSet(program, factor).solve();
}

}  // namespace ballast::planner
