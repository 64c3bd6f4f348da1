// Collects the front of the sets that are shown to it, with a cheap test that turns nearly all of
// them away.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "planner/evaluation/front.hpp"

namespace ballast::planner {

class FrontList {
 public:
  /// REQUIRES: `context` outlives the list; the page's sets are sets of its candidates.
  FrontList(const PlanContext& context, const FrontPage& page);

  /// Returns true only for a set that is dominated, or that comes after the mark. What covered the
  /// last sets is asked first, so that as a rule the first answer is the last.
  [[nodiscard]] bool covers(const RawObjectives& raw) {
    if (slice_.left_out && raw.score < slice_.left_out->objectives.score.ticks) return true;
    for (std::size_t i = 0; i < shadows_.size(); ++i) {
      const RawObjectives& shadow = shadows_[i];
      const bool covered = (raw.score < shadow.score) & (raw.spread <= shadow.spread) &
                           (raw.stability <= shadow.stability) & (raw.fee >= shadow.fee);
      if (!covered) continue;
      std::swap(shadows_[i], shadows_[i / 2]);
      return true;
    }
    return false;
  }

  /// Takes a feasible set (indices rise) with its objectives and summed priority, if nothing known
  /// dominates it, it is new and it trades what is required.
  void offer(CandidateSet set, const RawObjectives& raw, std::int64_t priority);

  [[nodiscard]] const FrontSlice& slice() const { return slice_; }

 private:
  [[nodiscard]] bool may_enter(const FrontMember& one) const;
  void cast_shadow(const FrontMember& one);

  const PlanContext* context_;
  std::size_t limit_;
  std::vector<FrontMember> known_;
  FrontSlice slice_;
  std::vector<RawObjectives> shadows_;  // of known sets and of members, past ones among them
};

}  // namespace ballast::planner
