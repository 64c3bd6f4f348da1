// The tree of securities that move alike, drawn.
#pragma once

#include <string>

#include "planner/targets/target_report.hpp"

namespace ballast::tools {

/// Returns an SVG with a row for each security in the order of the tree, its branches joined at the
/// correlation of their nearest members; joins at 0.5 or more stand out.
[[nodiscard]] std::string tree_picture(const planner::TargetReport& report);

}  // namespace ballast::tools
