#include "planner/optimization/composite.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <utility>

#include "planner/optimization/algebra.hpp"

namespace ballast::planner {
namespace {

constexpr int most_rounds = 2'000;
constexpr double enough_of_promise = 0.05;
constexpr double lightest = 1e-5;  // relative: lighter, and rounding outweighs the proof

}  // namespace

class CompositeDescent::Bundle {
 public:
  Bundle(CompositeProblem problem, double tolerance)
      : problem_(std::move(problem)), tolerance_(tolerance) {}

  bool advance() {
    if (round_ == 0 && !begin()) return false;
    ++round_;
    const auto step = next_step();
    if (!step) return end(tl::unexpected(step.error()));
    if (promise_ <= tolerance_ * std::max(scale(), centre_.terms)) {
      // A heavy weight hides how far it still is: only a light one proves the end.
      if (weight_ <= lightest * scale() || still_) return end(solution(*step, round_));
      weight_ = std::max(weight_ * 1e-2, lightest * scale());
      still_ = largest_size(*step) == 0.0;
    } else {
      still_ = false;
      walk(*step);
    }
    if (round_ < most_rounds) return true;
    return end(
        tl::unexpected(Failure{FailureKind::refused,
                               "after " + std::to_string(most_rounds) + " rounds a gain of " +
                                   std::to_string(promise_) + " is still possible",
                               "", "fewer securities or scenarios"}));
  }

  Result<CompositeSolution> take() { return std::move(found_); }

 private:
  /// A point with all that is known of the functions there.
  struct Centre {
    std::vector<double> x;
    SmoothValue smooth;
    double sharp = 0.0;
    double terms = 0.0;  // the sizes of the terms of the sharp value: rounding is in proportion

    [[nodiscard]] double value() const { return smooth.value + sharp; }
  };

  bool begin() {
    if (!look_at(problem_.start, centre_)) {
      return end(tl::unexpected(
          Failure{FailureKind::invalid, "the start is outside the domain", "", "a point inside"}));
    }
    weight_ = scale();
    return true;
  }

  /// Returns that there is nothing more to do.
  bool end(Result<CompositeSolution> found) {
    found_ = std::move(found);
    return false;
  }

  [[nodiscard]] double scale() const {
    return std::max(std::fabs(centre_.smooth.value), std::fabs(centre_.sharp)) + 1e-8;
  }

  /// Of the sharp function's value in the model: a hundredth of its bend is that of the value.
  [[nodiscard]] double unit() const { return std::sqrt(100.0 * weight_ * scale()); }

  bool look_at(std::vector<double> x, Centre& centre) {
    auto smooth = problem_.smooth(x);
    if (!smooth) return false;
    Centre seen{std::move(x), *std::move(smooth)};
    if (problem_.sharp) {
      const Cut cut = problem_.sharp(seen.x);
      seen.sharp = cut.value;
      for (std::size_t i = 0; i < seen.x.size(); ++i) {
        seen.terms += std::fabs(cut.slope[i] * seen.x[i]);
      }
      cuts_.append_row(cut.slope);
      offsets_.push_back(cut.value - dot(cut.slope, seen.x));
    }
    centre = std::move(seen);
    return true;
  }

  /// The programme in steps from the centre: of each variable, and of the sharp function's value.
  [[nodiscard]] QuadraticProgram model() const {
    const std::size_t size = centre_.x.size();
    const std::size_t whole = size + (problem_.sharp ? 1 : 0);
    const LinearLimits& limits = problem_.limits;
    QuadraticProgram program{Matrix(whole, whole), centre_.smooth.gradient, {}};
    for (std::size_t i = 0; i < size; ++i) {
      for (std::size_t j = 0; j < size; ++j) program.hessian(i, j) = centre_.smooth.hessian(i, j);
      program.hessian(i, i) += weight_;
      program.limits.lower.push_back(limits.lower[i] - centre_.x[i]);
      program.limits.upper.push_back(limits.upper[i] - centre_.x[i]);
    }
    if (problem_.sharp) {
      // Counted in units in which it bends as much as the weights do.
      program.hessian(size, size) = weight_;
      program.linear.push_back(unit());
      program.limits.lower.push_back(-unbounded);
      program.limits.upper.push_back(unbounded);
    }
    std::vector<double> row(whole);
    for (std::size_t k = 0; k < limits.rows.rows(); ++k) {
      std::copy(limits.rows.row(k).begin(), limits.rows.row(k).end(), row.begin());
      const double at = dot(limits.rows.row(k), centre_.x);
      program.limits.add_row(row, limits.row_low[k] - at, limits.row_high[k] - at);
    }
    for (std::size_t k = 0; k < offsets_.size(); ++k) {
      std::transform(cuts_.row(k).begin(), cuts_.row(k).end(), row.begin(), std::negate<>());
      row.back() = unit();
      const double at = dot(cuts_.row(k), centre_.x) + offsets_[k];
      program.limits.add_row(row, at - centre_.sharp, unbounded);
    }
    return program;
  }

  Result<std::vector<double>> next_step() {
    const QuadraticProgram program = model();
    auto found = solve_convex(program);
    if (!found) return tl::unexpected(found.error());
    std::vector<double> step(found->x.begin(),
                             found->x.begin() + static_cast<std::ptrdiff_t>(centre_.x.size()));
    const double curved = 0.5 * quadratic_form(centre_.smooth.hessian, step);
    const double rise = problem_.sharp ? found->x.back() * unit() : 0.0;
    promise_ = -(dot(centre_.smooth.gradient, step) + curved + rise);
    pull_ = weight_ * std::sqrt(dot(step, step));
    smooth_promise_ = -(dot(centre_.smooth.gradient, step) + curved);
    return step;
  }

  /// Takes the step, or half of it and so on where the smooth function is to blame for too little
  /// gain; keeps the centre where only a cut was missing.
  void walk(const std::vector<double>& step) {
    double share = 1.0;
    for (int half = 0; half < 34; ++half, share *= 0.5) {
      std::vector<double> x = centre_.x;
      add_scaled(x, share, step);
      if (half == 0) keep_within(x);
      Centre next;
      if (!look_at(std::move(x), next)) continue;
      if (centre_.value() - next.value() >= enough_of_promise * share * promise_) {
        centre_ = std::move(next);
        if (half == 0) weight_ = std::max(weight_ * 0.2, lightest * scale());
        return;
      }
      const double smooth_miss =
          next.smooth.value - (centre_.smooth.value - share * smooth_promise_);
      if (smooth_miss <= 0.5 * share * promise_) break;
    }
    if (++nulls_ % 25 == 0) weight_ *= 4.0;
  }

  void keep_within(std::vector<double>& x) const {
    for (std::size_t i = 0; i < x.size(); ++i) {
      x[i] = std::min(std::max(x[i], problem_.limits.lower[i]), problem_.limits.upper[i]);
    }
  }

  [[nodiscard]] CompositeSolution solution(const std::vector<double>& step, int rounds) const {
    std::vector<double> x = centre_.x;
    if (!problem_.sharp) {
      // What a last second-order step gains is lost in the rounding of the value, not of the point.
      add_scaled(x, 1.0, step);
      keep_within(x);
    }
    return {std::move(x), centre_.value(), std::max(promise_, 0.0) + pull_ * reach(), rounds};
  }

  /// How far a better point can be at most: across the bounds, or as far as the centre itself.
  [[nodiscard]] double reach() const {
    double squares = 0.0;
    for (std::size_t i = 0; i < centre_.x.size(); ++i) {
      const double width = problem_.limits.upper[i] - problem_.limits.lower[i];
      const double way = std::isfinite(width) ? width : 1.0 + std::fabs(centre_.x[i]);
      squares += way * way;
    }
    return std::sqrt(squares);
  }

  CompositeProblem problem_;
  double tolerance_;
  Result<CompositeSolution> found_;
  int round_ = 0;
  Centre centre_;
  Matrix cuts_;
  std::vector<double> offsets_;
  double weight_ = 1.0;
  double promise_ = 0.0;
  double pull_ = 0.0;  // of the proximal term on the last step
  double smooth_promise_ = 0.0;
  bool still_ = false;
  int nulls_ = 0;
};

CompositeDescent::CompositeDescent(CompositeProblem problem, double tolerance)
    : bundle_(std::make_unique<Bundle>(std::move(problem), tolerance)) {}
CompositeDescent::CompositeDescent(CompositeDescent&&) noexcept = default;
CompositeDescent& CompositeDescent::operator=(CompositeDescent&&) noexcept = default;
CompositeDescent::~CompositeDescent() = default;

bool CompositeDescent::advance() {
  return bundle_->advance();
}

Result<CompositeSolution> CompositeDescent::take() {
  return bundle_->take();
}

Result<CompositeSolution> minimise_composite(const CompositeProblem& problem, double tolerance) {
  CompositeDescent descent(problem, tolerance);
  while (descent.advance()) {
  }
  return descent.take();
}

}  // namespace ballast::planner
