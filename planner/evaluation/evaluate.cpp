#include "planner/evaluation/evaluate.hpp"

#include <algorithm>
#include <cstdlib>

#include "planner/evaluation/scenario_paths.hpp"

namespace ballast::planner {
namespace {

std::int64_t dividend_of(const PlanContext& context, CandidateSet set) {
  std::int64_t dividend = context.base_dividend;
  for (const CandidateIndex index : set) dividend += context.candidates[index].dividend;
  return std::min(context.dividend_cap, dividend);
}

std::int64_t geography_of(const PlanContext& context, CandidateSet set) {
  std::vector<std::int64_t> groups = context.base_groups;
  for (const CandidateIndex index : set) {
    const CandidateTerms& terms = context.candidates[index];
    if (terms.group != no_group) groups[terms.group] += terms.group_weight;
  }
  std::int64_t geography = context.geography_full;
  for (const std::int64_t group : groups) geography -= std::abs(group);
  return std::max<std::int64_t>(0, geography);
}

std::int64_t industry_of(const PlanContext& context, CandidateSet set) {
  std::vector<std::int64_t> groups = context.base_industries;
  for (const CandidateIndex index : set) {
    for (const IndustryMove& move : context.candidates[index].industries) {
      groups[move.group] += move.weight;
    }
  }
  std::int64_t industry = context.industry_full;
  for (const std::int64_t group : groups) industry -= std::abs(group);
  return std::max<std::int64_t>(0, industry);
}

LinearTerms linear_of(const PlanContext& context, CandidateSet set) {
  LinearTerms sum = context.base_parts;
  for (const CandidateIndex index : set) {
    const LinearTerms& parts = context.candidates[index].parts;
    sum.total_return += parts.total_return;
    sum.promise += parts.promise;
    sum.stability += parts.stability;
    sum.quality += parts.quality;
    sum.opinion += parts.opinion;
  }
  return sum;
}

std::int64_t penalty_of(const PlanContext& context, CandidateSet set) {
  std::int64_t penalty = 0;
  for (const CandidateIndex index : set) penalty += context.candidates[index].penalty;
  return penalty;
}

std::int64_t limited(std::int64_t end_state, std::int64_t penalty) {
  return std::max<std::int64_t>(0, std::min(Score::one, end_state) - penalty);
}

Score score_today(const PlanContext& context, CandidateSet set) {
  const std::int64_t end_state = linear_of(context, set).sum() + dividend_of(context, set) +
                                 geography_of(context, set) + industry_of(context, set);
  return Score{limited(end_state, penalty_of(context, set))};
}

}  // namespace

Score ScoreParts::total() const {
  return total_return + promise + stability + quality + dividend + geography + industry + opinion +
         cost + limit + price_scenarios;
}

Score score(const PlanContext& context, CandidateSet set) {
  return context.scenarios ? scenario_scores(context, set).combined : score_today(context, set);
}

ScoreParts score_parts_today(const PlanContext& context, CandidateSet set) {
  const LinearTerms linear = linear_of(context, set);
  ScoreParts parts{.total_return = Score{linear.total_return},
                   .promise = Score{linear.promise},
                   .stability = Score{linear.stability},
                   .quality = Score{linear.quality},
                   .dividend = Score{dividend_of(context, set)},
                   .geography = Score{geography_of(context, set)},
                   .industry = Score{industry_of(context, set)},
                   .opinion = Score{linear.opinion},
                   .cost = Score{-penalty_of(context, set)},
                   .limit = Score{},
                   .price_scenarios = Score{}};
  parts.limit = score_today(context, set) - parts.total();
  return parts;
}

ShownPath shown_path(const PlanContext& context, CandidateSet set) {
  if (!context.scenarios) return std::nullopt;
  if (!scenario_mode(context.scenarios->mode)->shows_median_path) return std::nullopt;
  return scenario_scores(context, set).median_path;
}

ScoreParts score_parts(const PlanContext& context, CandidateSet set, ShownPath path) {
  ScoreParts parts;
  if (path) {
    const PathView view = view_of_path(context, *path, set);
    parts = score_parts_today(view.context, view.executed);
  } else {
    parts = score_parts_today(context, set);
  }
  parts.price_scenarios = score(context, set) - parts.total();
  return parts;
}

ScoreParts score_parts(const PlanContext& context, CandidateSet set) {
  return score_parts(context, set, shown_path(context, set));
}

std::int64_t fees(const PlanContext& context, CandidateSet set) {
  std::int64_t sum = 0;
  for (const CandidateIndex index : set) sum += context.candidates[index].fee;
  return sum;
}

bool feasible(const PlanContext& context, CandidateSet set) {
  std::int64_t cash = context.cash;
  for (const CandidateIndex index : set) {
    if (context.candidates[index].side == Side::sell) cash += context.candidates[index].cash;
  }
  for (const CandidateIndex index : set) {
    if (context.candidates[index].side != Side::buy) continue;
    cash += context.candidates[index].cash;
    if (cash < 0) return false;
  }
  return true;
}

bool clashes(const PlanContext& context, CandidateSet set) {
  for (std::size_t i = 0; i < set.size(); ++i) {
    for (std::size_t j = i + 1; j < set.size(); ++j) {
      if (context.candidates[set[i]].security == context.candidates[set[j]].security) return true;
      const Conflict pair{std::min(set[i], set[j]), std::max(set[i], set[j])};
      if (std::binary_search(context.conflicts.begin(), context.conflicts.end(), pair)) return true;
    }
  }
  return false;
}

bool trades_required(const PlanContext& context, CandidateSet set) {
  return std::all_of(context.required_securities.begin(), context.required_securities.end(),
                     [&](std::uint32_t security) {
                       return std::any_of(set.begin(), set.end(), [&](CandidateIndex index) {
                         return context.candidates[index].security == security;
                       });
                     });
}

RankedSequence ranked(const PlanContext& context, CandidateSet set) {
  RankedSequence sequence{score(context, set), 0, {set.begin(), set.end()}};
  std::sort(sequence.candidates.begin(), sequence.candidates.end());
  for (const CandidateIndex index : set) sequence.priority += context.candidates[index].priority;
  return sequence;
}

}  // namespace ballast::planner
