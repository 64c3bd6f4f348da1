#include "planner/evaluation/front.hpp"

#include <algorithm>
#include <iterator>

#include "planner/evaluation/sequence.hpp"

namespace ballast::planner {
namespace {

bool ranks_first(const FrontMember& a, const FrontMember& b) {
  return ranks_before({a.objectives.score, a.priority, a.candidates},
                      {b.objectives.score, b.priority, b.candidates});
}

}  // namespace

FrontMember front_member(const PlanContext& context, CandidateSet set) {
  RankedSequence sequence = ranked(context, set);
  return {objectives(context, set), sequence.priority, std::move(sequence.candidates)};
}

bool front_before(const FrontMember& a, const FrontMember& b) {
  if (a.objectives != b.objectives) return leads(a.objectives, b.objectives);
  return ranks_first(a, b);
}

void merge(FrontSlice& into, const FrontSlice& from, std::size_t limit) {
  std::vector<FrontMember> all;
  all.reserve(into.members.size() + from.members.size());
  std::set_union(into.members.begin(), into.members.end(), from.members.begin(), from.members.end(),
                 std::back_inserter(all), front_before);
  if (!into.left_out || (from.left_out && front_before(*from.left_out, *into.left_out))) {
    into.left_out = from.left_out;
  }
  std::vector<FrontMember> kept;
  for (FrontMember& one : all) {
    if (into.left_out && !front_before(one, *into.left_out)) break;
    const bool lost = std::any_of(kept.begin(), kept.end(), [&](const FrontMember& other) {
      return dominates(other.objectives, one.objectives);
    });
    if (lost) continue;
    if (kept.size() == limit) {
      into.left_out = std::move(one);
      break;
    }
    kept.push_back(std::move(one));
  }
  into.members = std::move(kept);
}

FrontPages::FrontPages(std::size_t wanted, std::uint32_t slice_limit)
    : wanted_(wanted), slice_limit_(slice_limit) {}

FrontPage FrontPages::next() const {
  FrontPage page{.limit = slice_limit_, .known = {}};
  for (const FrontMember& member : members_) page.known.push_back(member.candidates);
  return page;
}

void FrontPages::add(const FrontSlice& slice) {
  members_.insert(members_.end(), slice.members.begin(), slice.members.end());
  whole_ = !slice.left_out;
}

bool FrontPages::may_tie_at_cut() const {
  const Score at_cut = members_[wanted_ - 1].objectives.score;
  return members_.back().objectives.score == at_cut && members_.size() < wanted_ + front_ties_max;
}

std::vector<FrontMember> FrontPages::members() const {
  std::vector<FrontMember> ranked = members_;
  std::sort(ranked.begin(), ranked.end(), ranks_first);
  if (ranked.size() > wanted_) ranked.resize(wanted_);
  return ranked;
}

}  // namespace ballast::planner
