// A decision as a person reads it on a terminal.
#pragma once

#include <string>

#include "planner/plan/decision.hpp"
#include "tools/report/style.hpp"

namespace ballast::tools {

/// Returns the steps, the score before and after with its parts, cash, alternatives, what stood in
/// the way, how old the prices are; each paragraph ended by a newline.
[[nodiscard]] std::string plan_text(const planner::Decision& decision, const Style& style);

/// Returns trades on one line: "sell 7 CCC, buy 40 DDD"; "do nothing" for none.
[[nodiscard]] std::string trades_text(const std::vector<planner::TradeSummary>& trades);

}  // namespace ballast::tools
