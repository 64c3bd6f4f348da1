// Plans for every combination of some settings' values, and where the decision changes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "planner/plan/decision.hpp"
#include "tools/report/style.hpp"

namespace ballast::tools {

/// One setting and the values that it is given, as they were written.
struct SweepAxis {
  std::string setting;
  std::vector<std::string> values;
};

/// What came of one combination.
struct SweepPlan {
  std::string plan_id;
  std::string state;          // "completed", "degraded", ...
  std::string decision_hash;  // empty without a decision
  std::optional<planner::Decision> decision;
};

/// The plans stand in the order of counting: the last setting changes fastest.
struct Sweep {
  std::vector<SweepAxis> axes;
  std::vector<SweepPlan> plans;

  /// Returns which of its values each setting has in a plan.
  [[nodiscard]] std::vector<std::size_t> place_of(std::size_t plan) const;
  /// Returns the plan in which one setting has the value before and all others are the same;
  /// nothing for its first value.
  [[nodiscard]] std::optional<std::size_t> neighbour(std::size_t plan, std::size_t axis) const;
};

/// Returns for each plan a number that plans with the same trades share, counted from 0 in the
/// order in which they come. Plans without a decision share one, too.
[[nodiscard]] std::vector<std::size_t> groups_of_same_trades(const Sweep& sweep);

/// Returns how a group is called: "A", "B", ..., "Z", "AA", ...
[[nodiscard]] std::string group_name(std::size_t group);

/// Returns the trades of a decision's steps.
[[nodiscard]] std::vector<planner::TradeSummary> trades_of(const planner::Decision& decision);

/// Returns the table, one row a plan, in which a value is marked where it makes the trades others
/// than the value before it, and below it what the same trades come of.
[[nodiscard]] std::string sweep_text(const Sweep& sweep, const Style& style);

}  // namespace ballast::tools
