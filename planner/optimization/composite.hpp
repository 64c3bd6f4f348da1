// Minimising the sum of a smooth convex function and one that is the largest of linear functions,
// of which each point shows one (a cut). Risks of return scenarios are such functions.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "planner/model/failure.hpp"
#include "planner/optimization/quadratic_program.hpp"

namespace ballast::planner {

struct SmoothValue {
  double value = 0.0;
  std::vector<double> gradient;
  Matrix hessian;  // or any positive semidefinite stand-in
};

/// A value, and a slope that supports the function from below at the point asked.
struct Cut {
  double value = 0.0;
  std::vector<double> slope;
};

struct CompositeProblem {
  /// Nothing where the point is outside the function's domain (a logarithm's).
  std::function<std::optional<SmoothValue>(std::span<const double>)> smooth;
  std::function<Cut(std::span<const double>)> sharp;  // empty: there is none
  LinearLimits limits;
  std::vector<double> start;  // within the limits and the domain
};

struct CompositeSolution {
  std::vector<double> x;
  double value = 0.0;
  double gap = 0.0;  // what a better point could gain at most, by the model at the end
  int rounds = 0;
};

/// The minimisation, a round at a time.
class CompositeDescent {
 public:
  explicit CompositeDescent(CompositeProblem problem, double tolerance = 1e-12);
  CompositeDescent(CompositeDescent&&) noexcept;
  CompositeDescent& operator=(CompositeDescent&&) noexcept;
  ~CompositeDescent();

  /// Makes one round; returns whether there are more.
  [[nodiscard]] bool advance();

  /// REQUIRES: advance() has returned false.
  [[nodiscard]] Result<CompositeSolution> take();

 private:
  class Bundle;
  std::unique_ptr<Bundle> bundle_;
};

/// Minimises by a proximal bundle method with second-order steps: each round solves the quadratic
/// programme of the smooth function's expansion and all cuts so far. Ends where no step promises
/// more than `tolerance` times the value's size; fails, telling the gap, where 2,000 rounds do not
/// reach that.
[[nodiscard]] Result<CompositeSolution> minimise_composite(const CompositeProblem& problem,
                                                           double tolerance = 1e-12);

}  // namespace ballast::planner
