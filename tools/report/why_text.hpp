// An explanation of one security as text.
#pragma once

#include <string>

#include "planner/why/why.hpp"
#include "tools/report/style.hpp"

namespace ballast::tools {

/// Returns the answer, its terms, the other plan, and the nearest changes as a table.
[[nodiscard]] std::string why_text(const planner::Why& why, const Style& style);

}  // namespace ballast::tools
