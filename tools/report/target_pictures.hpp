// Target weights drawn: the efficient frontier, and what each security weighs now and then.
#pragma once

#include <string>

#include "planner/targets/target_report.hpp"

namespace ballast::tools {

/// Returns an SVG of the frontier with the present, the target and, if told, the planned portfolio
/// on it.
[[nodiscard]] std::string frontier_picture(const planner::TargetReport& report);

/// Returns an SVG with a row for each security that has weight now or then, those that move alike
/// side by side.
[[nodiscard]] std::string weights_picture(const planner::TargetReport& report);

}  // namespace ballast::tools
