// Whether weights exist that meet all bounds, and which bounds give way by how much where none do.
#pragma once

#include <string>
#include <vector>

#include "planner/model/failure.hpp"
#include "planner/optimization/quadratic_program.hpp"

namespace ballast::planner {

/// Bounds of the share that a group has of the whole.
struct GroupBounds {
  std::string name;
  std::vector<double> shares;  // how much of each security counts to the group
  double low = 0.0;
  double high = 1.0;
  double firmness = 1.0;  // what a violation costs: those that cost least give way first
};

/// A bound that had to give way.
struct WidenedBound {
  std::string name;
  double from = 0.0;
  double to = 0.0;

  bool operator==(const WidenedBound&) const = default;
};

/// Widens group bounds by exactly the least total violation (weighted by firmness) that lets some
/// weights between `lower` and `upper` sum to `budget`; returns what it widened, nothing if all
/// holds. Beyond that every bound is 1e-9 wider, which is room for rounding. Refused, telling the
/// sums, where the securities' own bounds cannot meet the budget.
[[nodiscard]] Result<std::vector<WidenedBound>> widen_groups(const std::vector<double>& lower,
                                                             const std::vector<double>& upper,
                                                             double budget,
                                                             std::vector<GroupBounds>& groups);

/// Returns the securities' bounds with one row for each group.
[[nodiscard]] LinearLimits limits_with(std::vector<double> lower, std::vector<double> upper,
                                       const std::vector<GroupBounds>& groups);

}  // namespace ballast::planner
