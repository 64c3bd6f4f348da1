// Deciding a few symbols depth first, by the losses of one node: one subtraction a step.
#pragma once

#include <cstdint>
#include <vector>

#include "planner/bounding/node_bound.hpp"
#include "planner/bounding/set_scorer.hpp"
#include "planner/bounding/slack.hpp"
#include "planner/evaluation/best_list.hpp"
#include "planner/evaluation/prefix.hpp"

namespace ballast::planner {

struct WalkCounts {
  std::uint64_t steps = 0;
  std::uint64_t scored = 0;
};

class Walk {
 public:
  /// `context`: the one that is searched. REQUIRES: all outlive the walk.
  Walk(const PlanContext& context, const BoundProblem& problem, const Dominance& dominance,
       SetScorer& scorer, BestList& best);

  /// Offers every set of the node that may enter the list. Returns false if that takes more than
  /// `most_steps`; then some were not looked at.
  [[nodiscard]] bool all_of(const std::vector<CandidateIndex>& chosen, const NodeBound& node,
                            std::uint64_t most_steps);

  [[nodiscard]] const WalkCounts& counts() const { return counts_; }

 private:
  /// What the levels from one on can still add at most.
  struct Rest {
    std::int64_t priority = 0;
    std::int64_t cash = 0;
    std::int64_t resting_loss = 0;  // of choosing nothing in all of them
    bool may_rest = true;
  };

  void prepare(const NodeBound& node);
  void look_for_rivals(const std::vector<CandidateIndex>& chosen);
  void step(std::size_t level, std::int64_t bound);
  void rest(std::size_t level, std::int64_t bound);
  void take(std::size_t level, CandidateIndex index, std::int64_t bound);
  [[nodiscard]] bool promising(std::size_t level, std::int64_t bound) const;
  void offer();

  const PlanContext* context_;
  const BoundProblem* problem_;
  const Dominance* dominance_;
  SetScorer* scorer_;
  BestList* best_;
  Prefix prefix_;
  Slack slack_;
  std::vector<OpenSymbol> symbols_;
  std::vector<Rest> rest_;  // of each level, and one behind the last
  std::size_t sells_left_ = 0;
  std::size_t buys_left_ = 0;
  std::size_t depth_left_ = 0;
  std::size_t buys_ = 0;
  std::uint64_t steps_left_ = 0;
  CandidateMask taken_;
  CandidateMask passed_over_;  // not taken, and free to take
  std::size_t ways_ = 0;       // to improve the set by one exchange with those
  std::size_t most_ways_ = 0;
  WalkCounts counts_;
};

}  // namespace ballast::planner
