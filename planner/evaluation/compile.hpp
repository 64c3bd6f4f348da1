// From doubles to integers, once: the plan context of a portfolio and its candidates.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "planner/evaluation/books.hpp"
#include "planner/evaluation/plan_context.hpp"
#include "planner/model/action.hpp"
#include "planner/model/plan_inputs.hpp"
#include "planner/settings/settings.hpp"

namespace ballast::planner {

/// Which sets may be formed of the candidates.
struct SetRules {
  std::vector<SecurityId> required;      // securities that every set must trade
  std::size_t further_sells = 0;         // the last so many sells are not of the space
  std::size_t further_buys = 0;          // the last so many buys are not of the space
  std::vector<Conflict> conflicts = {};  // in any order

  bool operator==(const SetRules&) const = default;
};

/// Returns the context. `candidates`: sells, then buys, each side the space's by rank, then the
/// further ones, value > 0; several may be of one security, but no set trades it twice.
/// `seed`: of the price scenarios, where the settings want any.
///
/// Rounded once, nearest and ties to even, each on its own: score terms of the base and of every
/// candidate (2^-50), value and fee of every candidate (1e-6), priorities (2^-30). Terms come from
/// unrounded values. A sell is worth min(value, position value); fee = fixed + percent * value.
///
/// Throws std::invalid_argument, with a sentence, for a total that is not positive, numbers that
/// are not finite or exceed the limits of plan_context.hpp, candidates out of order, or rules that
/// do not fit them.
[[nodiscard]] PlanContext compile_context(const PlanInputs& inputs, const Books& books,
                                          const Settings& settings,
                                          std::span<const Candidate> candidates,
                                          const SetRules& rules = {}, std::uint64_t seed = 0);

}  // namespace ballast::planner
