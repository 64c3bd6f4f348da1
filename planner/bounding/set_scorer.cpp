#include "planner/bounding/set_scorer.hpp"

#include <algorithm>

namespace ballast::planner {
namespace {

/// Scoring a set on so many paths takes about as long as a step of a walk.
constexpr std::uint64_t paths_per_step = 4;

}  // namespace

SetScorer::SetScorer(const PlanContext& context) {
  if (!context.scenarios) return;
  paths_.emplace(context, TradesWanted::of_space);
  steps_per_set_ = 1 + context.scenarios->paths / paths_per_step;
}

std::int64_t SetScorer::score(std::span<const CandidateIndex> set, std::int64_t bound,
                              std::int64_t floor) {
  if (!paths_ || bound < floor) return bound;
  ++scored_;
  rising_.assign(set.begin(), set.end());
  std::sort(rising_.begin(), rising_.end());
  return paths_->score_set(rising_, floor);
}

}  // namespace ballast::planner
