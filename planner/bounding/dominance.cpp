#include "planner/bounding/dominance.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "planner/bounding/form.hpp"

namespace ballast::planner {
namespace {

/// Returns whether some set may reach the highest score, where better sets are no longer told
/// apart.
bool may_reach_one(const PlanContext& context) {
  std::int64_t highest =
      context.base_linear + context.dividend_cap + context.geography_full + context.industry_full;
  for (const CandidateTerms& terms : context.candidates) {
    highest += std::max<std::int64_t>(0, terms.linear);
  }
  return highest > Score::one;
}

bool is_required(const PlanContext& context, const CandidateTerms& terms) {
  return std::binary_search(context.required_securities.begin(), context.required_securities.end(),
                            terms.security);
}

bool has_conflict(const PlanContext& context, CandidateIndex index) {
  return std::any_of(context.conflicts.begin(), context.conflicts.end(),
                     [&](const Conflict& conflict) {
                       return conflict.first == index || conflict.second == index;
                     });
}

bool is_referred_to(const Distinctness& distinctness, CandidateIndex index) {
  return std::any_of(distinctness.references.begin(), distinctness.references.end(),
                     [&](const std::vector<CandidateIndex>& reference) {
                       return std::binary_search(reference.begin(), reference.end(), index);
                     });
}

/// The most that geography can lose by the exchange.
std::int64_t geography_loss(const CandidateTerms& out, const CandidateTerms& in) {
  if (out.group == in.group) return std::abs(in.group_weight - out.group_weight);
  return std::abs(in.group_weight) + std::abs(out.group_weight);
}

/// The most that the industry part can lose by the exchange.
std::int64_t industry_loss(const CandidateTerms& out, const CandidateTerms& in) {
  std::map<std::uint16_t, std::int64_t> moved;
  for (const IndustryMove& move : in.industries) moved[move.group] += move.weight;
  for (const IndustryMove& move : out.industries) moved[move.group] -= move.weight;
  std::int64_t loss = 0;
  for (const auto& [group, weight] : moved) loss += std::abs(weight);
  return loss;
}

bool improves(const PlanContext& context, CandidateIndex out_index, CandidateIndex in_index) {
  const CandidateTerms& out = context.candidates[out_index];
  const CandidateTerms& in = context.candidates[in_index];
  if (in.security == out.security || in.cash < out.cash) return false;
  const std::int64_t gain = in.linear - in.penalty - out.linear + out.penalty +
                            std::min<std::int64_t>(0, in.dividend - out.dividend) -
                            geography_loss(out, in) - industry_loss(out, in);
  if (gain != 0) return gain > 0;
  return in.priority != out.priority ? in.priority > out.priority : in_index < out_index;
}

}  // namespace

Dominance::Dominance(const PlanContext& context, const Distinctness& distinctness)
    : better_(context.candidates.size()), worse_(context.candidates.size()) {
  if (context.scenarios || may_reach_one(context)) return;
  std::vector<CandidateIndex> free;
  for (std::size_t i = 0; i < context.candidates.size(); ++i) {
    const auto index = static_cast<CandidateIndex>(i);
    const bool tied = !in_space(context, i) || is_required(context, context.candidates[i]) ||
                      is_referred_to(distinctness, index) || has_conflict(context, index);
    if (!tied) free.push_back(index);
  }
  for (const CandidateIndex out : free) {
    for (const CandidateIndex in : free) {
      if (context.candidates[out].side != context.candidates[in].side) continue;
      if (!improves(context, out, in)) continue;
      better_[out].insert(in);
      worse_[in].insert(out);
    }
  }
}

}  // namespace ballast::planner
