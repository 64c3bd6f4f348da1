// Where whole ticks and micros may be summed in doubles: as long as they and all sums stay below
// 2^53 nothing is rounded, so that order and vector width cannot matter.
#pragma once

#include <cstddef>

#include "planner/evaluation/plan_context.hpp"

namespace ballast::planner {

/// Less than any sum that fits, in ticks and micros.
inline constexpr double below_all_sums = -0x1p60;

/// Returns whether every sum over the base and at most `trades` candidates, and every partial sum,
/// stays below 2^53 ticks and micros, so that doubles hold it exactly.
[[nodiscard]] bool fits_doubles(const PlanContext& context, std::size_t trades);

/// Returns whether no set of at most `trades` candidates can have more dividend than counts.
[[nodiscard]] bool dividend_cap_never_binds(const PlanContext& context, std::size_t trades);

}  // namespace ballast::planner
