// What binds: why a security that is not in the plan is not.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "planner/why/trial.hpp"

namespace ballast::planner {

struct Constraint {
  std::string name;    // as Why::constraint
  std::string answer;  // one or two sentences
  std::vector<std::string> further;

  bool operator==(const Constraint&) const = default;
};

/// The name of a kind of obstacle: "cooldown".
[[nodiscard]] std::string_view name_of(ObstacleKind kind);

/// What stands before a security that is no candidate: the most telling of its obstacles, of those
/// of `side` if there are any.
[[nodiscard]] Constraint constraint_before(const PreparedPlan& prepared, const Security& security,
                                           std::optional<Side> side);

/// What keeps a candidate out of the best set: the first of these without which the best set would
/// hold it: the caps on trades, cash, pairs that exclude each other; else its score, for which
/// `other` is the best set that holds it, if any does.
[[nodiscard]] Constraint constraint_among(const PreparedPlan& prepared, const Security& security,
                                          std::uint32_t index,
                                          const std::optional<OtherPlan>& other, Trials& trials);

}  // namespace ballast::planner
