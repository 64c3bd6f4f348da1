#include "planner/evaluation/front_list.hpp"

#include <algorithm>

namespace ballast::planner {
namespace {

/// Shadows of past members still cover; only their number is kept down.
constexpr std::size_t spare_shadows = 64;

}  // namespace

FrontList::FrontList(const PlanContext& context, const FrontPage& page)
    : context_(&context), limit_(page.limit) {
  for (const auto& set : page.known) {
    known_.push_back(front_member(context, set));
    cast_shadow(known_.back());
  }
}

void FrontList::offer(CandidateSet set, const RawObjectives& raw, std::int64_t priority) {
  FrontMember one{rounded(*context_, raw), priority, {set.begin(), set.end()}};
  if (!may_enter(one) || !trades_required(*context_, set)) return;
  std::vector<FrontMember>& members = slice_.members;
  std::erase_if(members, [&](const FrontMember& member) {
    return dominates(one.objectives, member.objectives);
  });
  cast_shadow(one);
  members.insert(std::lower_bound(members.begin(), members.end(), one, front_before),
                 std::move(one));
  if (members.size() > limit_) {
    slice_.left_out = std::move(members.back());
    members.pop_back();
  }
}

bool FrontList::may_enter(const FrontMember& one) const {
  if (slice_.left_out && !front_before(one, *slice_.left_out)) return false;
  for (const auto* list : {&known_, &slice_.members}) {
    for (const FrontMember& other : *list) {
      if (dominates(other.objectives, one.objectives)) return false;
      if (other.candidates == one.candidates) return false;
    }
  }
  return true;
}

void FrontList::cast_shadow(const FrontMember& one) {
  if (shadows_.size() > 2 * (known_.size() + slice_.members.size()) + spare_shadows) {
    shadows_.clear();
    for (const auto* list : {&known_, &slice_.members}) {
      for (const FrontMember& member : *list) {
        shadows_.push_back(shadow_of(*context_, member.objectives));
      }
    }
  }
  shadows_.push_back(shadow_of(*context_, one.objectives));
}

}  // namespace ballast::planner
