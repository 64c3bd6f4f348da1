// The work that scaling is measured with: parts of spaces at the largest caps, and waiting.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "actors/coordinator/search_rules.hpp"
#include "planner/evaluation/plan_context.hpp"

namespace ballast::tools {

struct ScaleCase {
  std::string name;
  planner::PlanContext context;
};

/// Thirty candidates a side, ten of each in a set, sets of ten: on 500 price paths and on 32 common
/// moves of all prices.
[[nodiscard]] std::vector<ScaleCase> heavy_cases();

/// A run over a part of a case's space, and where its answers go. Outlives its run.
class CaseRun {
 public:
  /// `name` is unique among runs.
  CaseRun(const ScaleCase& chosen, std::string name);

  [[nodiscard]] broker::RunSpec spec(std::uint64_t indices);
  /// Returns the work of so many indices, from the middle of the space.
  [[nodiscard]] std::string piece(std::uint64_t indices) const;
  [[nodiscard]] const planner::SearchResult& found() const { return found_; }

 private:
  const planner::PlanContext& context_;
  std::string name_;
  planner::Distinctness distinctness_;
  planner::SearchResult found_;
  actors::SubtreesLeft left_;
};

/// Returns about how many indices of the case one processor scores in a second.
[[nodiscard]] double indices_per_second(const ScaleCase& chosen);

}  // namespace ballast::tools
