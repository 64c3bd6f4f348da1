// Showing a plan's report to a person or a program.
#pragma once

#include <string>

#include "messages/plan_report.hpp"
#include "tools/ballast/command.hpp"

namespace ballast::tools {

/// Prints the report on stdout, as JSON or as text, and tells failures on stderr.
void show_report(const messages::PlanReport& report, const CommonOptions& common);

/// Returns the last digits of a plan's id, which is enough for every command that takes one.
[[nodiscard]] std::string short_id(const std::string& plan_id);

/// Returns one line of statistics: sets, time, workers, hash.
[[nodiscard]] std::string statistics_text(const messages::PlanReport& report);

}  // namespace ballast::tools
