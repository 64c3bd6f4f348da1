// The quality gate: the ways to be good enough to buy. A security fails it only where none of them
// holds whatever the numbers that are missing may be; what is not known never fails anything.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "planner/scoring/security/tags.hpp"

namespace ballast::planner::scoring {

/// What one value must be at least, or, where it is `most`, at most.
struct QualityCondition {
  std::string_view value;  // as a person reads it; empty: none, of a shorter path
  std::optional<double> (*of)(const TagView&) = nullptr;
  double limit = 0.0;
  bool most = false;
  double more_in_a_bear_market = 0.0;
};

/// One way to be good enough: all of its conditions hold.
struct QualityPath {
  std::string_view name;
  std::array<QualityCondition, 3> conditions;
};

[[nodiscard]] std::span<const QualityPath> quality_paths();

/// Returns the values with every missing one that a score of the paths is made of at its best. A
/// history too short for growth over ten years is no missing number.
[[nodiscard]] RawValues at_best(RawValues raw);

/// Returns which path came closest and what it asks for, if the gate is failed. `best` is of
/// at_best(known.raw) and what is scored of it; a group without a value may be as good as any.
[[nodiscard]] std::optional<std::string> quality_gate_failure(const TagView& known,
                                                              const TagView& best);

inline constexpr std::string_view quality_gate_fail = "quality-gate-fail";

}  // namespace ballast::planner::scoring
