// The front: the sets that no other set dominates. It is put together out of slices.
//
// All sets have one order in which whatever dominates a set comes before it. A slice of some sets
// holds those of its front that come before a mark, all of them. So the sets before the earliest
// mark of several slices that none of their members dominates are the front of all their sets up to
// there: what could dominate them comes before them and, if something does, then a member does.
// Hence it does not matter how sets are cut into slices, in which order slices are merged, or
// whether one is merged twice. A mark costs no member of the front, it only tells where to look on:
// the next page asks for what comes after all that is known. The first set that is not known yet
// comes before every mark, so each page makes known one more set at least.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "planner/evaluation/objectives.hpp"
#include "planner/evaluation/plan_context.hpp"

namespace ballast::planner {

/// The most members of one slice that are worth sending at a time.
inline constexpr std::uint32_t front_slice_limit = 1000;

struct FrontMember {
  Objectives objectives;
  std::int64_t priority = 0;               // summed, multiples of 2^-30
  std::vector<CandidateIndex> candidates;  // in canonical order: indices rise

  bool operator==(const FrontMember&) const = default;
};

/// The most sets of one score that a front is cut among by their ranks.
inline constexpr std::size_t front_ties_max = 4000;

/// Returns the member of this set, in any order.
[[nodiscard]] FrontMember front_member(const PlanContext& context, CandidateSet set);

/// Returns whether `a` comes before `b`: its objectives lead, or they are equal and it ranks before
/// as the best sets do. Unequal sets never tie.
[[nodiscard]] bool front_before(const FrontMember& a, const FrontMember& b);

/// What a search for a front is told.
struct FrontPage {
  std::uint32_t limit = front_slice_limit;         // most members of a slice, 1 or more
  std::vector<std::vector<CandidateIndex>> known;  // the front up to where the page begins

  bool operator==(const FrontPage&) const = default;
};

struct FrontSlice {
  std::vector<FrontMember> members;     // first to last, none of those that the page knows
  std::optional<FrontMember> left_out;  // the mark: all members come before it; none: nothing is
                                        // left out

  bool operator==(const FrontSlice&) const = default;
};

/// Merges `from` into `into`, keeping at most `limit` members.
void merge(FrontSlice& into, const FrontSlice& from, std::size_t limit);

/// Gathers a front page by page, and orders it as the best sets are: by falling score, equal scores
/// by rank. So it is cut where wanted, too; only of more than front_ties_max equal scores at the
/// cut, those stay that come first in the order of slices.
class FrontPages {
 public:
  /// `wanted`: how many members are enough, 1 or more; `slice_limit`: how many come at a time.
  explicit FrontPages(std::size_t wanted, std::uint32_t slice_limit = front_slice_limit);

  /// Returns whether enough members, or all there are, are known.
  [[nodiscard]] bool done() const { return whole_ || (cut() && !may_tie_at_cut()); }

  /// Returns what to look for next. REQUIRES: not done.
  [[nodiscard]] FrontPage next() const;

  /// Takes the merged slices of a page. REQUIRES: every set was in one of them.
  void add(const FrontSlice& slice);

  /// Returns the front up to the wanted number, best first.
  [[nodiscard]] std::vector<FrontMember> members() const;

  /// Returns whether the front has more members than were wanted.
  [[nodiscard]] bool cut() const { return members_.size() > wanted_; }

 private:
  [[nodiscard]] bool may_tie_at_cut() const;

  std::size_t wanted_;
  std::uint32_t slice_limit_;
  std::vector<FrontMember> members_;
  bool whole_ = false;
};

}  // namespace ballast::planner
