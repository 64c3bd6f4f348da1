#include <algorithm>

#include "planner/patterns/patterns.hpp"
#include "planner/patterns/sequence_builder.hpp"

namespace ballast::planner {
namespace {

constexpr std::size_t most_gaps = 3;
constexpr double least_country_gap = 0.02;

std::vector<const GroupShare*> widest_gaps(std::span<const GroupShare> groups, double least) {
  std::vector<const GroupShare*> gaps;
  for (const GroupShare& group : groups) {
    if (group.target - group.share > least) gaps.push_back(&group);
  }
  std::stable_sort(gaps.begin(), gaps.end(), [](const GroupShare* a, const GroupShare* b) {
    return a->target - a->share > b->target - b->share;
  });
  if (gaps.size() > most_gaps) gaps.resize(most_gaps);
  return gaps;
}

/// Returns the sequence that fills the gaps in turn; `belongs(place, group)` tells what fills one.
template <class Belongs>
CandidateSequence fill(const PatternView& view, std::span<const GroupShare* const> gaps,
                       Belongs&& belongs) {
  const auto buys = joined({view.lists.every_of(Category::rebalance_buys),
                            view.lists.every_of(Category::opportunity_buys)});
  SequenceBuilder builder(view);
  for (const GroupShare* gap : gaps) {
    for (const std::size_t place : buys) {
      if (belongs(place, *gap)) builder.take(place);
    }
  }
  const auto made = builder.finish();
  return made.empty() ? CandidateSequence{} : made.front();
}

}  // namespace

Sequences fill_gaps(const PatternView& view) {
  const Situation& situation = view.situation;
  const auto index_at = [&](std::size_t place) {
    return *index_of_security(situation.inputs(), view.candidate(place).security);
  };
  const auto gaps = widest_gaps(situation.groups(), least_country_gap);
  return {fill(view, gaps, [&](std::size_t place, const GroupShare& group) {
    const GroupShare* own = situation.group_of(index_at(place));
    return own != nullptr && own->group == group.group;
  })};
}

}  // namespace ballast::planner
