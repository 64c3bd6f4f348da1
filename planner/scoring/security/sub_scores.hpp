// The table of sub-scores: which group each belongs to, what it weighs, how it is computed, and
// from what.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "planner/scoring/security/raw_values.hpp"
#include "planner/scoring/security/score_rules.hpp"

namespace ballast::planner::scoring {

/// The groups that were scored so far, in the order of ScoreGroup; one without data stays empty.
using GroupValues = std::array<std::optional<double>, group_count>;

struct SubScoreRule {
  ScoreGroup group;
  std::string_view name;
  double weight;       // in its group; those of a group add up to 1
  double fund_weight;  // the same for funds
  std::string_view formula;
  std::array<std::optional<double> RawValues::*, 4> inputs;  // filled up with nullptr
  double (*score)(const RawValues&, const ScoreRules&, const GroupValues&);
  std::size_t needed = 4;  // so many of the inputs are missed where they are missing
};

/// Every sub-score, group by group in the order of ScoreGroup.
[[nodiscard]] std::span<const SubScoreRule> sub_score_rules();

/// The factor on an opportunity whose security is weak: where fundamentals are below 0.6 or the
/// long term is below 0.5, from 1 at an opportunity of 0.5 down to 0.70 at 0.75; else 1. What is
/// not known does not count.
[[nodiscard]] double weak_security_factor(double opportunity, const GroupValues& groups);

}  // namespace ballast::planner::scoring
