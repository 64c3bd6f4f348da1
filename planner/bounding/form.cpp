#include "planner/bounding/form.hpp"

#include <algorithm>
#include <cstdlib>

namespace ballast::planner {
namespace {

/// Returns whether some set may push geography below zero.
bool geography_may_vanish(const PlanContext& context) {
  std::int64_t deviation = 0;
  for (const std::int64_t group : context.base_groups) deviation += std::abs(group);
  std::int64_t widest = 0;
  for (const CandidateTerms& terms : context.candidates) {
    widest = std::max(widest, std::abs(terms.group_weight));
  }
  return deviation + static_cast<std::int64_t>(context.max_depth) * widest > context.geography_full;
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

std::vector<Form> forms_of(const PlanContext& context) {
  std::vector<Form> forms{{.geography = true, .sells_only = false}};
  const bool vanishes = geography_may_vanish(context);
  if (vanishes) forms.push_back({.geography = false, .sells_only = false});
  if (sells_may_end_short(context)) {
    forms.push_back({.geography = true, .sells_only = true});
    if (vanishes) forms.push_back({.geography = false, .sells_only = true});
  }
  return forms;
}

}  // namespace ballast::planner
