// The best sets seen so far, and the cheap test that keeps nearly all others away from the list.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "planner/evaluation/plan_context.hpp"
#include "planner/evaluation/sequence.hpp"

namespace ballast::planner {

class BestList {
 public:
  /// REQUIRES: `context` outlives the list.
  BestList(const PlanContext& context, Distinctness distinctness, std::size_t keep);

  /// Returns the score, in ticks, below which no set can enter any more.
  [[nodiscard]] std::int64_t floor() const { return floor_; }

  [[nodiscard]] std::size_t keep() const { return keep_; }

  /// Returns how many sets have entered so far: as long as it is the same, the list is.
  [[nodiscard]] std::uint64_t entries() const { return entries_; }

  /// Returns false only for a set that cannot enter: a quick look before offer().
  [[nodiscard]] bool may_enter(std::int64_t score_ticks, std::int64_t priority) const {
    return score_ticks > floor_ || (score_ticks == floor_ && priority >= floor_priority_);
  }

  /// Takes a set if it ranks high enough, is new, trades what is required and is distinct.
  void offer(RankedSequence sequence);

  [[nodiscard]] const std::vector<RankedSequence>& sequences() const { return sequences_; }

 private:
  void raise_floor();

  const PlanContext* context_;
  Distinctness distinctness_;
  std::size_t keep_;
  std::uint64_t entries_ = 0;
  std::int64_t floor_ = std::numeric_limits<std::int64_t>::min();
  std::int64_t floor_priority_ = std::numeric_limits<std::int64_t>::min();
  std::vector<RankedSequence> sequences_;
};

}  // namespace ballast::planner
