#include "planner/evaluation/scenario_terms.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "planner/evaluation/plan_context.hpp"
#include "planner/numeric/scaling.hpp"
#include "planner/scenarios/scenario_mode.hpp"

namespace ballast::planner {
namespace {

constexpr auto lowest_factor = static_cast<std::int64_t>(lowest_multiplier * 0x1p50);
constexpr auto highest_factor = static_cast<std::int64_t>(highest_multiplier * 0x1p50) + 1;
constexpr std::int64_t highest_ratio = max_scenario_factor * factor_one;

Failure scenario_fault(std::string what, std::string where, std::string allowed) {
  return {FailureKind::invalid, std::move(what), "plan context, scenarios, " + std::move(where),
          std::move(allowed)};
}

bool all_within(const std::vector<std::int64_t>& column, std::int64_t lowest,
                std::int64_t highest) {
  return std::all_of(column.begin(), column.end(),
                     [&](std::int64_t one) { return one >= lowest && one <= highest; });
}

std::optional<Failure> find_shape_fault(const PlanContext& context) {
  const ScenarioTerms& terms = *context.scenarios;
  const std::size_t paths = terms.paths;
  if (scenario_mode(terms.mode) == nullptr) {
    return scenario_fault("there is no such mode", "mode", "stochastic or monte_carlo");
  }
  if (paths == 0 || paths > max_scenario_paths) {
    return scenario_fault("so many paths cannot be", "paths",
                          "1 to " + std::to_string(max_scenario_paths));
  }
  for (const auto* column : {&terms.total_return, &terms.promise, &terms.stability, &terms.quality,
                             &terms.dividend, &terms.ratios}) {
    if (column->size() != paths) {
      return scenario_fault("a column does not fit", "columns", "one number for each path");
    }
  }
  if (terms.groups.size() != paths * context.base_groups.size() ||
      terms.industries.size() != paths * context.base_industries.size() ||
      terms.multipliers.size() != paths * context.candidates.size()) {
    return scenario_fault("a table does not fit", "groups, multipliers",
                          "one number for each path and group, path and candidate");
  }
  return std::nullopt;
}

bool groups_fit(const ScenarioTerms& terms, const std::vector<std::int64_t>& deviations,
                std::size_t groups) {
  if (!all_within(deviations, -max_term_ticks, max_term_ticks)) return false;
  for (std::size_t path = 0; path < terms.paths; ++path) {
    std::int64_t deviation = 0;
    for (std::size_t g = 0; g < groups; ++g) {
      deviation += std::abs(deviations[g * terms.paths + path]);
    }
    if (deviation > 4 * max_term_ticks) return false;
  }
  return true;
}

std::optional<Failure> find_number_fault(const PlanContext& context) {
  const ScenarioTerms& terms = *context.scenarios;
  for (const auto* column :
       {&terms.total_return, &terms.promise, &terms.stability, &terms.quality}) {
    if (!all_within(*column, -max_part_ticks, max_part_ticks)) {
      return scenario_fault("a score term is too large", "base", "at most 8 in size");
    }
  }
  if (!all_within(terms.dividend, -max_term_ticks, max_term_ticks) ||
      !groups_fit(terms, terms.groups, context.base_groups.size()) ||
      !groups_fit(terms, terms.industries, context.base_industries.size())) {
    return scenario_fault("a score term is too large", "base",
                          "at most 64 in size, groups 256 in all");
  }
  if (!all_within(terms.multipliers, lowest_factor, highest_factor) ||
      !all_within(terms.ratios, 1, highest_ratio)) {
    return scenario_fault("a factor is out of range", "multipliers, ratios",
                          "multipliers 0.05 to 11, ratios above 0 and at most 64");
  }
  if (terms.fixed_fee < 0 || terms.fixed_penalty < 0) {
    return scenario_fault("a fixed part is negative", "fixed_fee, fixed_penalty", "0 or more");
  }
  return std::nullopt;
}

bool part_fits(std::int64_t term, std::int64_t factor, std::int64_t limit) {
  return scaled(std::abs(term), factor) <= limit;
}

std::int64_t moved_industries(const CandidateTerms& terms) {
  std::int64_t moved = 0;
  for (const IndustryMove& move : terms.industries) moved += std::abs(move.weight);
  return moved;
}

std::optional<Failure> find_moved_fault(const PlanContext& context, std::size_t index) {
  const ScenarioTerms& terms = *context.scenarios;
  const CandidateTerms& one = context.candidates[index];
  std::int64_t move = 0;
  std::int64_t factor = 0;
  for (std::size_t path = 0; path < terms.paths; ++path) {
    const std::int64_t multiplier = terms.multipliers[index * terms.paths + path];
    move = std::max(move, multiplier);
    factor = std::max(factor, scaled(multiplier, terms.ratios[path]));
  }
  const std::int64_t ratio = *std::max_element(terms.ratios.begin(), terms.ratios.end());
  const LinearTerms& parts = one.parts;
  const bool fit = factor <= highest_ratio && one.fee >= terms.fixed_fee &&
                   one.penalty >= terms.fixed_penalty &&
                   part_fits(parts.total_return, factor, max_part_ticks) &&
                   part_fits(parts.promise, factor, max_part_ticks) &&
                   part_fits(parts.stability, factor, max_part_ticks) &&
                   part_fits(parts.quality, factor, max_part_ticks) && parts.opinion == 0 &&
                   part_fits(one.dividend, factor, max_term_ticks) &&
                   part_fits(one.group_weight, factor, max_term_ticks) &&
                   part_fits(moved_industries(one), factor, max_term_ticks) &&
                   scaled(terms.fixed_penalty, ratio) <= max_term_ticks &&
                   part_fits(one.penalty, factor, max_term_ticks) &&
                   part_fits(std::abs(one.cash) + one.fee, move, max_cash_micros);
  if (fit) return std::nullopt;
  return scenario_fault("a number is too large where prices have moved",
                        "candidate " + std::to_string(index),
                        "score terms up to 64, cash up to 1e11, fees not below their fixed part");
}

}  // namespace

std::optional<Failure> find_scenario_fault(const PlanContext& context) {
  if (!context.scenarios) return std::nullopt;
  if (auto failure = find_shape_fault(context)) return failure;
  if (auto failure = find_number_fault(context)) return failure;
  for (std::size_t i = 0; i < context.candidates.size(); ++i) {
    if (auto failure = find_moved_fault(context, i)) return failure;
  }
  return std::nullopt;
}

}  // namespace ballast::planner
