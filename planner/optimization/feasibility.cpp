#include "planner/optimization/feasibility.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "planner/opportunities/wording.hpp"
#include "planner/optimization/algebra.hpp"

namespace ballast::planner {
namespace {

// What rounding leaves of a violation.
constexpr double no_violation = 1e-9;
// Groups whose bounds add up to just what is to invest leave but one point, which rounding would
// put out of reach of a solver.
constexpr double room = 1e-9;

double sum_of_bounds(const std::vector<double>& bounds) {
  double sum = 0.0;
  for (const double bound : bounds) sum += bound;
  return sum;
}

Failure budget_failure(const std::string& which, double sum, double budget) {
  return {FailureKind::refused,
          "the " + which + " bounds of the securities sum to " + percent_text(sum, 2) + ", by " +
              percent_text(std::fabs(sum - budget), 2) + " too " +
              (sum > budget ? "much" : "little") + " for the " + percent_text(budget, 2) +
              " to invest",
          "", "bounds that leave room"};
}

/// The programme of the least violation: a variable for each security, then one for each group.
QuadraticProgram least_violation(const std::vector<double>& lower, const std::vector<double>& upper,
                                 double budget, const std::vector<GroupBounds>& groups) {
  const std::size_t size = lower.size();
  const std::size_t whole = size + groups.size();
  QuadraticProgram program{Matrix(whole, whole), std::vector<double>(whole), {}};
  LinearLimits& limits = program.limits;
  limits.lower = lower;
  limits.upper = upper;
  limits.lower.resize(whole, 0.0);
  limits.upper.resize(whole, unbounded);
  std::vector<double> row(whole);
  std::fill_n(row.begin(), size, 1.0);
  limits.add_row(row, budget, budget);
  for (std::size_t g = 0; g < groups.size(); ++g) {
    program.linear[size + g] = groups[g].firmness;
    row.assign(groups[g].shares.begin(), groups[g].shares.end());
    row.resize(whole, 0.0);
    row[size + g] = 1.0;
    limits.add_row(row, groups[g].low, unbounded);
    row[size + g] = -1.0;
    limits.add_row(row, -unbounded, groups[g].high);
  }
  return program;
}

}  // namespace

Result<std::vector<WidenedBound>> widen_groups(const std::vector<double>& lower,
                                               const std::vector<double>& upper, double budget,
                                               std::vector<GroupBounds>& groups) {
  const double least = sum_of_bounds(lower);
  const double most = sum_of_bounds(upper);
  if (least > budget + no_violation) {
    return tl::unexpected(budget_failure("lower", least, budget));
  }
  if (most < budget - no_violation) return tl::unexpected(budget_failure("upper", most, budget));
  std::vector<WidenedBound> widened;
  if (groups.empty()) return widened;
  const auto found = solve_convex(least_violation(lower, upper, budget, groups));
  if (!found) return tl::unexpected(found.error());
  const auto weights = std::span(found->x).first(lower.size());
  for (GroupBounds& group : groups) {
    const double share = dot(group.shares, weights);
    if (share < group.low - no_violation) {
      widened.push_back({group.name + " at least", group.low, share});
    }
    if (share > group.high + no_violation) {
      widened.push_back({group.name + " at most", group.high, share});
    }
    group.low = std::min(group.low, share) - room;
    group.high = std::max(group.high, share) + room;
  }
  return widened;
}

LinearLimits limits_with(std::vector<double> lower, std::vector<double> upper,
                         const std::vector<GroupBounds>& groups) {
  LinearLimits limits;
  limits.rows = Matrix(0, lower.size());
  limits.lower = std::move(lower);
  limits.upper = std::move(upper);
  for (const GroupBounds& group : groups) limits.add_row(group.shares, group.low, group.high);
  return limits;
}

}  // namespace ballast::planner
