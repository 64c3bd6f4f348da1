// The front of a plan as a table for people.
#pragma once

#include <string>

#include "planner/plan/decision.hpp"
#include "tools/report/style.hpp"

namespace ballast::tools {

/// Returns the front: the plans that score highest and those that are best in another aim. Nothing
/// if none was asked for.
[[nodiscard]] std::string front_text(const planner::Decision& decision, const Style& style);

}  // namespace ballast::tools
