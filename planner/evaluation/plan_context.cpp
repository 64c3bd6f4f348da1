#include "planner/evaluation/plan_context.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>

namespace ballast::planner {
namespace {

bool within(std::int64_t value, std::int64_t limit) {
  return value >= -limit && value <= limit;
}

bool within(const LinearTerms& parts, std::int64_t limit) {
  return within(parts.total_return, limit) && within(parts.promise, limit) &&
         within(parts.stability, limit) && within(parts.quality, limit) &&
         within(parts.opinion, limit);
}

Failure fault(std::string what, std::string where, std::string allowed) {
  return {FailureKind::invalid, std::move(what), "plan context, " + std::move(where),
          std::move(allowed)};
}

std::optional<Failure> find_count_fault(const PlanContext& context) {
  const std::size_t count = context.candidates.size();
  const std::size_t sells = context.sell_count;
  if (context.format != PlanContext{}.format) {
    return fault("unknown format " + std::to_string(context.format), "format",
                 std::to_string(PlanContext{}.format));
  }
  if (sells > count || sells > max_candidates_per_side || count - sells > max_candidates_per_side) {
    return fault("too many candidates", "candidates",
                 "at most " + std::to_string(max_candidates_per_side) + " a side");
  }
  if (context.space_sells > sells || context.space_buys > count - sells) {
    return fault("the space has more candidates than there are", "space", "at most all of a side");
  }
  if (context.max_depth > max_sequence_length || context.max_sells > max_sequence_length ||
      context.max_buys > max_sequence_length) {
    return fault("sequences would be too long", "caps",
                 "at most " + std::to_string(max_sequence_length));
  }
  const auto is_percent = [](std::uint16_t value) { return value >= 1 && value <= 100; };
  if (context.front_limit > max_front_limit || !is_percent(context.diversification_percent) ||
      !is_percent(context.stability_percent)) {
    return fault("the front is too long or a weight no percentage", "front",
                 "at most " + std::to_string(max_front_limit) + " members, 1 to 100 percent");
  }
  if (context.base_groups.size() > max_groups) {
    return fault("too many target groups", "base_groups", "at most " + std::to_string(max_groups));
  }
  if (context.base_industries.size() > max_groups) {
    return fault("too many target groups", "base_industries",
                 "at most " + std::to_string(max_groups));
  }
  return std::nullopt;
}

std::optional<Failure> find_deviation_fault(const std::vector<std::int64_t>& groups,
                                            const std::string& where) {
  std::int64_t deviation = 0;
  for (const std::int64_t group : groups) {
    if (!within(group, max_term_ticks)) {
      return fault("a group's deviation is too large", where, "at most 64 in size");
    }
    deviation += std::abs(group);
  }
  if (deviation > 4 * max_term_ticks) {
    return fault("the groups' deviations are too large", where, "at most 256 in all");
  }
  return std::nullopt;
}

std::optional<Failure> find_base_fault(const PlanContext& context) {
  const bool score_terms_fit =
      within(context.base_parts, max_part_ticks) && within(context.base_dividend, max_term_ticks) &&
      within(context.dividend_cap, max_term_ticks) && context.geography_full >= 0 &&
      context.geography_full <= max_term_ticks && context.industry_full >= 0 &&
      context.industry_full <= max_term_ticks;
  if (!score_terms_fit) return fault("a score term is too large", "base", "at most 64 in size");
  if (auto found = find_deviation_fault(context.base_groups, "base_groups")) return found;
  if (auto found = find_deviation_fault(context.base_industries, "base_industries")) return found;
  if (context.base_linear != context.base_parts.sum()) {
    return fault("the parts do not add up", "base_linear", "their sum");
  }
  if (!within(context.cash, max_cash_micros)) {
    return fault("there is too much cash", "cash", "at most 1e11");
  }
  return std::nullopt;
}

bool sides_fit(const CandidateTerms& terms, Side side) {
  if (terms.side != side) return false;
  return side == Side::sell || terms.cash < 0;
}

bool numbers_fit(const CandidateTerms& terms) {
  return within(terms.parts, max_part_ticks) && within(terms.dividend, max_term_ticks) &&
         within(terms.group_weight, max_term_ticks) && terms.penalty >= 0 &&
         terms.penalty <= max_term_ticks && terms.fee >= 0 && terms.fee <= max_cash_micros &&
         within(terms.cash, max_cash_micros) && within(terms.priority, max_priority);
}

bool group_fits(const CandidateTerms& terms, std::size_t groups) {
  return terms.group < groups || (terms.group == no_group && terms.group_weight == 0);
}

bool industries_fit(const CandidateTerms& terms, std::size_t groups) {
  std::int64_t moved = 0;
  for (std::size_t i = 0; i < terms.industries.size(); ++i) {
    const IndustryMove& move = terms.industries[i];
    if (move.group >= groups || (i > 0 && move.group <= terms.industries[i - 1].group))
      return false;
    if (!within(move.weight, max_term_ticks)) return false;
    moved += std::abs(move.weight);
    if (moved > max_term_ticks) return false;
  }
  return true;
}

std::optional<Failure> find_candidate_fault(const PlanContext& context, std::size_t index) {
  const CandidateTerms& terms = context.candidates[index];
  const std::string where = "candidate " + std::to_string(index);
  if (!sides_fit(terms, index < context.sell_count ? Side::sell : Side::buy)) {
    return fault("the side does not fit", where, "sells first, then buys, which cost cash");
  }
  if (!numbers_fit(terms)) {
    return fault("a number is too large", where,
                 "score terms up to 64, cash up to 1e11, fee and penalty not negative");
  }
  if (terms.linear != terms.parts.sum()) {
    return fault("the parts do not add up", where, "their sum");
  }
  if (!group_fits(terms, context.base_groups.size())) {
    return fault("there is no such group", where, "an index into base_groups, or none");
  }
  if (!industries_fit(terms, context.base_industries.size())) {
    return fault("the industries do not fit", where,
                 "rising indices into base_industries, weights of at most 64 in all");
  }
  return std::nullopt;
}

template <class Value>
bool rises(const std::vector<Value>& values) {
  return std::adjacent_find(values.begin(), values.end(), std::greater_equal<>{}) == values.end();
}

std::optional<Failure> find_conflict_fault(const PlanContext& context) {
  const bool known =
      std::all_of(context.conflicts.begin(), context.conflicts.end(), [&](const Conflict& one) {
        return one.first < one.second && one.second < context.candidates.size();
      });
  if (known && rises(context.conflicts) && context.conflicts.size() <= max_conflicts) {
    return std::nullopt;
  }
  return fault("the list is too long, not in order or names no candidate", "conflicts",
               "at most " + std::to_string(max_conflicts) + " rising pairs of rising indices");
}

}  // namespace

std::optional<Failure> find_fault(const PlanContext& context) {
  if (auto failure = find_count_fault(context)) return failure;
  if (auto failure = find_base_fault(context)) return failure;
  for (std::size_t i = 0; i < context.candidates.size(); ++i) {
    if (auto failure = find_candidate_fault(context, i)) return failure;
  }
  if (auto failure = find_conflict_fault(context)) return failure;
  if (context.required_securities.size() > 2 * max_candidates_per_side ||
      !rises(context.required_securities)) {
    return fault("the list is too long or not in order", "required_securities", "rising indices");
  }
  return find_scenario_fault(context);
}

}  // namespace ballast::planner
