// Exact scores of sets that are bounded first.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "planner/evaluation/plan_context.hpp"
#include "planner/evaluation/scenario_prefix.hpp"

namespace ballast::planner {

class SetScorer {
 public:
  /// REQUIRES: `context` outlives the scorer.
  explicit SetScorer(const PlanContext& context);

  /// Returns the score of a set in ticks, or some number below `floor` where it is below that.
  /// `bound`: its score in the context that is searched, which is the score but for price
  /// scenarios, and not below it then.
  [[nodiscard]] std::int64_t score(std::span<const CandidateIndex> set, std::int64_t bound,
                                   std::int64_t floor);

  /// Returns how much scoring on price paths there was, in steps of a walk.
  [[nodiscard]] std::uint64_t work() const { return scored_ * steps_per_set_; }

 private:
  std::optional<ScenarioPrefix> paths_;
  std::vector<CandidateIndex> rising_;
  std::uint64_t scored_ = 0;
  std::uint64_t steps_per_set_ = 0;
};

}  // namespace ballast::planner
