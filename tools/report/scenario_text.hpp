// How a plan fares when prices move, in plain words.
#pragma once

#include <string>

#include "planner/plan/decision.hpp"
#include "tools/report/style.hpp"

namespace ballast::tools {

/// Returns a heading, what the paths are, a table of doing nothing against the plan, and on how
/// many paths the plan is ahead.
[[nodiscard]] std::string scenario_text(const planner::ScenarioReport& report, const Style& style);

}  // namespace ballast::tools
