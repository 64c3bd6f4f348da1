// A plan's report on file: the same JSON as `--json`, inputs included.
#pragma once

#include <string>

#include "messages/plan_report.hpp"

namespace ballast::tools {

/// Writes the report, inputs included, so that `ballast plan verify` can replay it. The file is
/// written whole or not at all.
[[nodiscard]] planner::Result<void> save_report(const messages::PlanReport& report,
                                                const std::string& path);

/// Writes a text and a line's end behind it, whole or not at all.
[[nodiscard]] planner::Result<void> save_text(const std::string& text, const std::string& path);

/// Reads a saved report; failures name the file.
[[nodiscard]] planner::Result<messages::PlanReport> load_report(const std::string& path);

}  // namespace ballast::tools
