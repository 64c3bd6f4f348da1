// Portfolios of the default size with the odd twist: no cash, tight caps, pins, bent pieces.
#pragma once

#include <cstdint>
#include <random>

#include "planner/evaluation/plan_context.hpp"

namespace ballast::planner::test {

/// Returns a context of twelve candidates a side. Some have less than no cash, sells that cost more
/// than they bring, geography that vanishes, a dividend at its cap, required securities, tied
/// priorities, trades that are alike, trades in conflict or beyond the space, or an industry part.
[[nodiscard]] PlanContext realistic_context(std::mt19937_64& random, std::uint64_t seed);

}  // namespace ballast::planner::test
