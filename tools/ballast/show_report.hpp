// Writing a plan's report for a person or a program, and to a file.
#pragma once

#include <string>

#include "messages/plan_report.hpp"
#include "tools/ballast/command.hpp"

namespace ballast::tools {

/// Prints the report on stdout, as JSON or as text, and tells failures on stderr.
void show_report(const messages::PlanReport& report, const CommonOptions& common);

/// Returns one line of statistics: sets, time, workers, hash.
[[nodiscard]] std::string statistics_text(const messages::PlanReport& report);

/// Writes the report, inputs included, so that `ballast plan verify` can replay it. The file is
/// written whole or not at all.
[[nodiscard]] planner::Result<void> save_report(const messages::PlanReport& report,
                                                const std::string& path);

}  // namespace ballast::tools
