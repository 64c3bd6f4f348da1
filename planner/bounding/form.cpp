#include "planner/bounding/form.hpp"

#include <algorithm>
#include <cstdlib>

namespace ballast::planner {
namespace {

std::int64_t size_of(const std::vector<std::int64_t>& groups) {
  std::int64_t size = 0;
  for (const std::int64_t group : groups) size += std::abs(group);
  return size;
}

/// Returns whether some set may push geography below zero.
bool geography_may_vanish(const PlanContext& context) {
  std::int64_t widest = 0;
  for (const CandidateTerms& terms : context.candidates) {
    widest = std::max(widest, std::abs(terms.group_weight));
  }
  return size_of(context.base_groups) + context.max_depth * widest > context.geography_full;
}

/// Returns whether some set may push the industry part below zero.
bool industry_may_vanish(const PlanContext& context) {
  std::int64_t widest = 0;
  for (const CandidateTerms& terms : context.candidates) {
    std::int64_t moved = 0;
    for (const IndustryMove& move : terms.industries) moved += std::abs(move.weight);
    widest = std::max(widest, moved);
  }
  return size_of(context.base_industries) + context.max_depth * widest > context.industry_full;
}

/// Returns whether a set of sells alone may end with less than no cash.
bool sells_may_end_short(const PlanContext& context) {
  return context.cash < 0 ||
         std::any_of(context.candidates.begin(), context.candidates.begin() + context.sell_count,
                     [](const CandidateTerms& terms) { return terms.cash < 0; });
}

}  // namespace

bool in_space(const PlanContext& context, std::size_t index) {
  return index < context.sell_count ? index < context.space_sells
                                    : index < context.sell_count + std::size_t{context.space_buys};
}

bool is_set_of_space(const PlanContext& context, std::span<const CandidateIndex> set) {
  const auto sells = static_cast<std::size_t>(std::count_if(
      set.begin(), set.end(), [&](CandidateIndex index) { return index < context.sell_count; }));
  return set.size() <= context.max_depth && sells <= context.max_sells &&
         set.size() - sells <= context.max_buys &&
         std::all_of(set.begin(), set.end(),
                     [&](CandidateIndex index) { return in_space(context, index); });
}

std::vector<Form> forms_of(const PlanContext& context) {
  // A surrogate of price scenarios holds for parts that count in full, whatever they come to.
  const bool without_geography = !context.scenarios && geography_may_vanish(context);
  const bool without_industry = !context.scenarios && industry_may_vanish(context);
  std::vector<Form> forms;
  for (const bool sells_only : {false, true}) {
    if (sells_only && !sells_may_end_short(context)) continue;
    for (const bool geography : {true, false}) {
      if (!geography && !without_geography) continue;
      forms.push_back({geography, true, sells_only});
      if (without_industry) forms.push_back({geography, false, sells_only});
    }
  }
  return forms;
}

}  // namespace ballast::planner
