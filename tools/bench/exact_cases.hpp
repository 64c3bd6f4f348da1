// Made-up portfolios of a realistic kind, for measuring the exact search: 60 securities in four to
// six groups, a part of them held, fees of 2 and 0.2 %, lots, and 2 to 20 % of cash.
#pragma once

#include <cstdint>

#include "planner/evaluation/plan_context.hpp"

namespace ballast::tools {

struct CaseShape {
  std::uint32_t a_side = 12;  // candidates
  std::uint16_t max_a_side = 4;
  std::uint16_t depth = 5;
  bool equal_metrics = false;   // no metrics at all: every security is as good as any other
  bool identical_buys = false;  // all purchases alike, and cash for all of them
  std::int64_t days = 0;        // of 500 price paths; 0: today's prices
};

[[nodiscard]] planner::PlanContext make_case(std::uint64_t seed, const CaseShape& shape);

}  // namespace ballast::tools
