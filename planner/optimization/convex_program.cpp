// Convex programmes of any kind, by way of strictly convex ones.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

#include "planner/optimization/algebra.hpp"
#include "planner/optimization/quadratic_program.hpp"

namespace ballast::planner {
namespace {

// Below this, a pivot of the hessian says nothing.
constexpr double singular = 1e-11;
constexpr int proximal_steps = 2'000;
// With more variables than this, those that stay at a bound are left out.
constexpr std::size_t whole_size = 120;
// Where those chosen cannot meet the rows, so many more are chosen for each side of each.
constexpr std::size_t for_each_row = 10;

double mean_diagonal(const Matrix& hessian) {
  double trace = 0.0;
  for (std::size_t i = 0; i < hessian.rows(); ++i) trace += hessian(i, i);
  return trace / static_cast<double>(std::max<std::size_t>(hessian.rows(), 1));
}

/// Minimises the programme plus weight / 2 times the squared distance from the last point, again
/// and again, until the point stays. For a linear programme that takes finitely many steps
/// (Rockafellar 1976).
Result<QuadraticSolution> solve_by_proximal_steps(const QuadraticProgram& program) {
  // Heavy enough that the minimum without limits, where the method starts, is not so far away that
  // rounding on the way back matters.
  const double weight =
      std::max({1e-7 * mean_diagonal(program.hessian), 1e-3 * largest_size(program.linear), 1e-12});
  QuadraticProgram nearer = program;
  for (std::size_t i = 0; i < nearer.linear.size(); ++i) nearer.hessian(i, i) += weight;
  const auto factor = cholesky(nearer.hessian, 1e-15);
  if (!factor) {
    return tl::unexpected(Failure{FailureKind::invalid, "the hessian is not positive semidefinite",
                                  "", "a covariance matrix that was repaired"});
  }
  std::vector<double> centre(program.linear.size());
  const double enough = 1e-13 * (1.0 + largest_size(program.linear));
  int steps = 0;
  for (int step = 0; step < proximal_steps; ++step) {
    nearer.linear = program.linear;
    add_scaled(nearer.linear, -weight, centre);
    auto found = solve_strictly_convex(nearer, *factor);
    if (!found) return found;
    steps += found->steps;
    double moved = 0.0;
    for (std::size_t i = 0; i < centre.size(); ++i) {
      moved = std::max(moved, std::fabs(found->x[i] - centre[i]));
    }
    centre = found->x;
    if (weight * moved <= enough) {
      found->steps = steps;
      found->residual = kkt_residual(program, *found);
      return found;
    }
  }
  return tl::unexpected(
      Failure{FailureKind::refused, "the minimum is unbounded", "", "finite bounds"});
}

Result<QuadraticSolution> solve_whole(const QuadraticProgram& program) {
  if (const auto factor = cholesky(program.hessian, singular)) {
    return solve_strictly_convex(program, *factor);
  }
  return solve_by_proximal_steps(program);
}

/// A large programme seen over some of its variables, the others resting at a bound.
class Sieve {
 public:
  explicit Sieve(const QuadraticProgram& program)
      : program_(program), chosen_(program.linear.size()), resting_(program.linear.size()) {
    const LinearLimits& limits = program.limits;
    for (std::size_t i = 0; i < resting_.size(); ++i) {
      const bool from_below = std::isfinite(limits.lower[i]);
      resting_[i] = from_below ? limits.lower[i] : limits.upper[i];
      if (!std::isfinite(resting_[i])) chosen_[i] = 1;
    }
    choose_by_promise(whole_size / 2);
  }

  /// Nothing where the variables chosen cannot meet the limits, or all are chosen.
  std::optional<QuadraticSolution> solve() {
    int steps = 0;
    while (true) {
      const std::vector<std::size_t> kept = kept_variables();
      if (2 * kept.size() > resting_.size()) return std::nullopt;
      const auto part = solve_whole(over(kept));
      if (!part) {
        choose_by_promise(kept.size() / 2);
        choose_by_reach(for_each_row);
        continue;
      }
      steps += part->steps;
      QuadraticSolution whole = spread(kept, *part);
      if (!choose_wrongly_resting(whole)) {
        whole.steps = steps;
        whole.residual = kkt_residual(program_, whole);
        return whole;
      }
    }
  }

 private:
  [[nodiscard]] std::vector<std::size_t> kept_variables() const {
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < chosen_.size(); ++i) {
      if (chosen_[i]) kept.push_back(i);
    }
    return kept;
  }

  /// Chooses so many more, those that promise the least cost on their own first.
  void choose_by_promise(std::size_t count) {
    choose_least(count,
                 [&](std::size_t i) { return 0.5 * program_.hessian(i, i) + program_.linear[i]; });
  }

  /// Chooses so many more for each side of each row: those that do most to meet it.
  void choose_by_reach(std::size_t count) {
    const LinearLimits& limits = program_.limits;
    for (std::size_t k = 0; k < limits.rows.rows(); ++k) {
      if (limits.row_low[k] == limits.row_high[k]) continue;
      const auto row = limits.rows.row(k);
      if (std::isfinite(limits.row_low[k])) choose_least(count, [&](auto i) { return -row[i]; });
      if (std::isfinite(limits.row_high[k])) choose_least(count, [&](auto i) { return row[i]; });
    }
  }

  template <class Cost>
  void choose_least(std::size_t count, Cost cost) {
    std::vector<std::size_t> order(chosen_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return cost(a) < cost(b); });
    for (const std::size_t i : order) {
      if (count == 0) break;
      if (chosen_[i]) continue;
      chosen_[i] = 1;
      --count;
    }
  }

  [[nodiscard]] QuadraticProgram over(const std::vector<std::size_t>& kept) const {
    std::vector<double> fixed = resting_;
    for (const std::size_t i : kept) fixed[i] = 0.0;
    const std::vector<double> pull = product(program_.hessian, fixed);
    const LinearLimits& limits = program_.limits;
    QuadraticProgram part{Matrix(kept.size(), kept.size()), {}, {}};
    for (std::size_t a = 0; a < kept.size(); ++a) {
      for (std::size_t b = 0; b < kept.size(); ++b) {
        part.hessian(a, b) = program_.hessian(kept[a], kept[b]);
      }
      part.linear.push_back(program_.linear[kept[a]] + pull[kept[a]]);
      part.limits.lower.push_back(limits.lower[kept[a]]);
      part.limits.upper.push_back(limits.upper[kept[a]]);
    }
    std::vector<double> row(kept.size());
    for (std::size_t k = 0; k < limits.rows.rows(); ++k) {
      for (std::size_t a = 0; a < kept.size(); ++a) row[a] = limits.rows(k, kept[a]);
      const double taken = dot(limits.rows.row(k), fixed);
      part.limits.add_row(row, limits.row_low[k] - taken, limits.row_high[k] - taken);
    }
    return part;
  }

  [[nodiscard]] QuadraticSolution spread(const std::vector<std::size_t>& kept,
                                         const QuadraticSolution& part) const {
    QuadraticSolution whole{.x = resting_,
                            .bound_prices = std::vector<double>(resting_.size()),
                            .row_prices = part.row_prices,
                            .residual = {},
                            .steps = 0};
    for (std::size_t a = 0; a < kept.size(); ++a) whole.x[kept[a]] = part.x[a];
    std::vector<double> gradient = product(program_.hessian, whole.x);
    add_scaled(gradient, 1.0, program_.linear);
    for (std::size_t k = 0; k < part.row_prices.size(); ++k) {
      add_scaled(gradient, -part.row_prices[k], program_.limits.rows.row(k));
    }
    for (std::size_t i = 0; i < gradient.size(); ++i) {
      if (!chosen_[i]) whole.bound_prices[i] = gradient[i];
    }
    for (std::size_t a = 0; a < kept.size(); ++a) {
      whole.bound_prices[kept[a]] = part.bound_prices[a];
    }
    return whole;
  }

  /// Chooses the variables that would rather leave their bound, the most eager first.
  bool choose_wrongly_resting(const QuadraticSolution& whole) {
    std::vector<std::pair<double, std::size_t>> eager;
    const double enough = 1e-12 * (largest_size(program_.linear) + mean_diagonal(program_.hessian));
    for (std::size_t i = 0; i < chosen_.size(); ++i) {
      if (chosen_[i] || program_.limits.lower[i] == program_.limits.upper[i]) continue;
      const bool from_below = std::isfinite(program_.limits.lower[i]);
      const double gain = from_below ? -whole.bound_prices[i] : whole.bound_prices[i];
      if (gain > enough) eager.emplace_back(-gain, i);
    }
    std::sort(eager.begin(), eager.end());
    for (std::size_t k = 0; k < std::min<std::size_t>(eager.size(), 40); ++k) {
      chosen_[eager[k].second] = 1;
    }
    return !eager.empty();
  }

  const QuadraticProgram& program_;
  std::vector<char> chosen_;
  std::vector<double> resting_;
};

}  // namespace

Result<QuadraticSolution> solve_convex(const QuadraticProgram& program) {
  if (program.linear.size() > whole_size) {
    if (auto found = Sieve(program).solve()) return *std::move(found);
  }
  return solve_whole(program);
}

}  // namespace ballast::planner
