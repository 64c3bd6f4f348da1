// Tags: named facts about a security. A tag whose input is missing is absent, never assumed.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "planner/scoring/security/sub_scores.hpp"

namespace ballast::planner::scoring {

/// What a tag may look at.
struct TagView {
  const RawValues& raw;
  const GroupValues& groups;
  double total;
  const ScoreRules& rules;

  [[nodiscard]] std::optional<double> group(ScoreGroup which) const {
    return groups[static_cast<std::size_t>(which)];
  }
};

struct TagRule {
  std::string_view name;
  std::string_view rule;  // as a person reads it
  bool (*holds)(const TagView&);
};

[[nodiscard]] std::span<const TagRule> tag_rules();

/// Returns the names of the tags that hold, in the order of the table.
[[nodiscard]] std::vector<std::string> tags_of(const RawValues& raw, const GroupValues& groups,
                                               double total, const ScoreRules& rules);

}  // namespace ballast::planner::scoring
