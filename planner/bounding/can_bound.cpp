#include "planner/bounding/can_bound.hpp"

#include <algorithm>
#include <cstdlib>

#include "planner/bounding/multipliers.hpp"
#include "planner/evaluation/set_space.hpp"

namespace ballast::planner {
namespace {

/// Of the context's numbers, so that bounds stay in int64.
constexpr std::int64_t most_of_base = std::int64_t{1} << 56U;
constexpr std::int64_t most_of_candidate = std::int64_t{1} << 52U;

/// About the time of a few batches, however small the space is.
constexpr std::uint64_t least_steps = 2'000'000;
/// A step takes about as long as scoring so many sets of a range.
constexpr std::uint64_t sets_per_step = 8;

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

}  // namespace

bool can_bound(const PlanContext& context) {
  // Every field has its name here, so that a new one does not build before it is known whether the
  // bounds hold with it. Until they do, let this return false where the field matters.
  const auto& [format, base_parts, base_linear, base_dividend, dividend_cap, geography_full,
               base_groups, industry_full, base_industries, cash, sell_count, space_sells,
               space_buys, candidates, conflicts, max_depth, max_sells, max_buys, beam_width,
               front_limit, diversification_percent, stability_percent, required_securities,
               scenarios] = context;
  if (scenarios) return false;
  return candidates.size() <= most_bounded_candidates && small(base_linear, most_of_base) &&
         small(base_dividend, most_of_base) && small(dividend_cap, most_of_base) &&
         small(geography_full, most_of_base) && small(industry_full, most_of_base) &&
         are_small(base_groups) && are_small(base_industries) &&
         std::all_of(candidates.begin(), candidates.end(), is_small);
}

std::uint64_t most_bounding_steps(const PlanContext& context) {
  return std::max(least_steps, space_size(context) / sets_per_step);
}

}  // namespace ballast::planner
