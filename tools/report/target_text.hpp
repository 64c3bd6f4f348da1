// Target weights for a person.
#pragma once

#include <string>

#include "planner/targets/target_report.hpp"
#include "tools/report/style.hpp"

namespace ballast::tools {

/// Returns what to change, the largest first, then what the portfolio would be, and what was
/// missed. `explain` adds each security's bounds and forecast, what was left out, and how it was
/// computed.
[[nodiscard]] std::string target_text(const planner::TargetReport& report, bool explain,
                                      const Style& look);

}  // namespace ballast::tools
