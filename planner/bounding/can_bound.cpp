#include "planner/bounding/can_bound.hpp"

#include <algorithm>
#include <cstdlib>

#include "planner/bounding/multipliers.hpp"
#include "planner/bounding/wide.hpp"
#include "planner/evaluation/set_space.hpp"
#include "planner/numeric/scaling.hpp"

namespace ballast::planner {
namespace {

/// Of the context's numbers, so that bounds stay in int64.
constexpr std::int64_t most_of_base = std::int64_t{1} << 56U;
constexpr std::int64_t most_of_candidate = std::int64_t{1} << 52U;

/// About the time of a few batches, however small the space is.
constexpr std::uint64_t least_steps = 2'000'000;
/// A step takes about as long as scoring so many sets of a range.
constexpr std::uint64_t sets_per_step = 8;
/// What price paths add: most sets are ruled out before all are looked at.
constexpr std::uint64_t paths_per_set = 64;

bool small(std::int64_t value, std::int64_t most) {
  return std::abs(value) <= most;
}

bool are_small(const std::vector<std::int64_t>& groups) {
  std::int64_t deviation = 0;
  for (const std::int64_t group : groups) deviation += std::abs(group);
  return small(deviation, most_of_base);
}

bool is_small(const CandidateTerms& terms) {
  std::int64_t moved = std::abs(terms.group_weight);
  for (const IndustryMove& move : terms.industries) moved += std::abs(move.weight);
  return small(terms.linear, most_of_candidate) && small(terms.dividend, most_of_candidate) &&
         small(moved, most_of_candidate) && small(terms.penalty, most_of_candidate);
}

/// The most that a candidate's terms are multiplied by on any path, in 2^-50.
std::int64_t highest_factor(const ScenarioTerms& terms) {
  std::int64_t highest = factor_one;
  for (std::size_t i = 0; i < terms.multipliers.size(); ++i) {
    const std::int64_t ratio = terms.ratios[i % terms.paths];
    highest = std::max({highest, ratio, scaled(terms.multipliers[i], ratio)});
  }
  return highest;
}

bool stay_small(const CandidateTerms& terms, std::int64_t factor) {
  Wide all = std::abs(terms.parts.total_return) + std::abs(terms.parts.promise);
  all += std::abs(terms.parts.stability) + std::abs(terms.parts.quality);
  all += std::abs(terms.dividend) + std::abs(terms.group_weight) + terms.penalty;
  for (const IndustryMove& move : terms.industries) all += std::abs(move.weight);
  return all * factor <= static_cast<Wide>(most_of_candidate) * factor_one;
}

bool stay_small(const std::vector<std::int64_t>& groups, std::size_t paths) {
  for (std::size_t path = 0; path < paths; ++path) {
    std::int64_t deviation = 0;
    for (std::size_t i = path; i < groups.size(); i += paths) deviation += std::abs(groups[i]);
    if (!small(deviation, most_of_base)) return false;
  }
  return true;
}

bool scenarios_are_small(const PlanContext& context, const ScenarioTerms& terms) {
  const std::int64_t factor = highest_factor(terms);
  return stay_small(terms.groups, terms.paths) && stay_small(terms.industries, terms.paths) &&
         std::all_of(context.candidates.begin(), context.candidates.end(),
                     [&](const CandidateTerms& one) { return stay_small(one, factor); });
}

}  // namespace

bool can_bound(const PlanContext& context) {
  // Every field has its name here, so that a new one does not build before it is known whether the
  // bounds hold with it. Until they do, let this return false where the field matters.
  const auto& [format, base_parts, base_linear, base_dividend, dividend_cap, geography_full,
               base_groups, industry_full, base_industries, cash, sell_count, space_sells,
               space_buys, candidates, conflicts, max_depth, max_sells, max_buys, beam_width,
               front_limit, diversification_percent, stability_percent, required_securities,
               scenarios] = context;
  if (scenarios && !scenarios_are_small(context, *scenarios)) return false;
  return candidates.size() <= most_bounded_candidates && small(base_linear, most_of_base) &&
         small(base_dividend, most_of_base) && small(dividend_cap, most_of_base) &&
         small(geography_full, most_of_base) && small(industry_full, most_of_base) &&
         are_small(base_groups) && are_small(base_industries) &&
         std::all_of(candidates.begin(), candidates.end(), is_small);
}

std::uint64_t most_bounding_steps(const PlanContext& context) {
  const std::uint64_t paths = context.scenarios ? context.scenarios->paths : 0;
  const std::uint64_t of_all = space_size(context) / sets_per_step;
  return std::max(least_steps, of_all + of_all / paths_per_set * paths);
}

}  // namespace ballast::planner
