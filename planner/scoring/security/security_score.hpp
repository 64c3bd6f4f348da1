// The score of one security: eight groups, each the weighted mean of its sub-scores, with all that
// it takes to explain it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "planner/scoring/security/raw_values.hpp"
#include "planner/scoring/security/score_rules.hpp"
#include "planner/scoring/security/sub_scores.hpp"

namespace ballast::planner::scoring {

/// One sub-score. A missing input counts as its formula says; with that, the total could be higher
/// by at most `could_add`.
struct ScoredPart {
  const SubScoreRule* rule = nullptr;
  double weight = 0.0;        // in its group
  double value = 0.0;         // 0..1
  bool has_input = false;     // any
  bool misses_input = false;  // any that is needed
  double could_add = 0.0;     // to the total, were its missing inputs known and at their best
};

struct GroupScore {
  ScoreGroup group = ScoreGroup::long_term;
  double weight = 0.0;          // in the total; 0 if dropped
  std::optional<double> value;  // 0..1; missing: no data, the group is dropped
  double factor = 1.0;          // already in the value
  std::vector<ScoredPart> parts;
};

struct SecurityScore {
  double total = 0.0;       // 0..1
  double confidence = 0.0;  // 0..1: months of history over 60, times the share of groups with data
  std::vector<GroupScore> groups;  // in the order of ScoreGroup
  std::vector<std::string> tags;
  std::optional<std::string>
      gate_failure;  // why it is not good enough to buy; empty: not judged so

  [[nodiscard]] std::optional<double> group(ScoreGroup which) const {
    return groups[static_cast<std::size_t>(which)].value;
  }
};

/// Scores what is known. A group without any input is dropped, and the weights of the others are
/// divided by their sum; commodities have neither fundamentals nor dividends. The tags end with
/// quality_gate_fail where the gate is failed.
[[nodiscard]] SecurityScore score_security(const RawValues& raw, ProductType product,
                                           std::size_t months, const ScoreRules& rules);

/// 0.90 A+, 0.80 A, 0.70 B, 0.60 C, 0.50 D, below F.
[[nodiscard]] std::string_view grade_of(double total);

/// Returns the share of `others` that lie below the total; 0.5 for equal ones.
[[nodiscard]] double percentile_rank(double total, std::span<const double> others);

}  // namespace ballast::planner::scoring
