#include <algorithm>

#include "planner/patterns/patterns.hpp"
#include "planner/patterns/sequence_builder.hpp"
#include "planner/scoring/portfolio_score.hpp"

namespace ballast::planner {
namespace {

constexpr std::size_t most_gaps = 3;
constexpr double least_country_gap = 0.02;
constexpr double least_industry_gap = 0.01;

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

std::uint32_t index_at(const PatternView& view, std::size_t place) {
  return *index_of_security(view.situation.inputs(), view.candidate(place).security);
}

CandidateSequence fill_country_gaps(const PatternView& view) {
  const auto gaps = widest_gaps(view.situation.groups(), least_country_gap);
  return fill(view, gaps, [&](std::size_t place, const GroupShare& group) {
    const GroupShare* own = view.situation.group_of(index_at(view, place));
    return own != nullptr && own->group == group.group;
  });
}

std::uint16_t group_of_industry(const PlanInputs& inputs, const std::string& industry) {
  return target_group_of(industry, inputs.industry_groups, inputs.industry_targets);
}

/// Returns the target groups of industries with what they hold; the industries of a security share
/// its value equally.
std::vector<GroupShare> industry_shares(const Situation& situation) {
  const PlanInputs& inputs = situation.inputs();
  std::vector<GroupShare> shares;
  for (const GroupTarget& target : inputs.industry_targets) {
    shares.push_back({target.group, target.weight, 0.0});
  }
  const double total = situation.account().total_value;
  if (!(total > 0.0)) return shares;
  for (const HeldPosition& held : situation.account().positions) {
    const auto& industries = situation.security(held.security).industries;
    for (const std::string& industry : industries) {
      const std::uint16_t group = group_of_industry(inputs, industry);
      if (group == outside_targets) continue;
      shares[group].share += held.value / total / static_cast<double>(industries.size());
    }
  }
  return shares;
}

CandidateSequence fill_industry_gaps(const PatternView& view) {
  const PlanInputs& inputs = view.situation.inputs();
  const std::vector<GroupShare> shares = industry_shares(view.situation);
  const auto gaps = widest_gaps(shares, least_industry_gap);
  return fill(view, gaps, [&](std::size_t place, const GroupShare& gap) {
    const auto& industries = view.situation.security(index_at(view, place)).industries;
    return std::any_of(industries.begin(), industries.end(), [&](const std::string& industry) {
      const std::uint16_t group = group_of_industry(inputs, industry);
      return group != outside_targets && shares[group].group == gap.group;
    });
  });
}

}  // namespace

Sequences fill_gaps(const PatternView& view) {
  Sequences made;
  for (const CandidateSequence& sequence : {fill_country_gaps(view), fill_industry_gaps(view)}) {
    if (!sequence.empty()) made.push_back(sequence);
  }
  return made;
}

}  // namespace ballast::planner
