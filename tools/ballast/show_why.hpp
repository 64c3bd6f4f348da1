// Explaining one security of a plan that was made.
#pragma once

#include <string>

#include "messages/plan_report.hpp"
#include "tools/ballast/command.hpp"

namespace ballast::tools {

/// Explains `symbol` from the report's own request and inputs, here in this process, and prints it
/// as text or JSON. REQUIRES: the report was asked for with its inputs.
[[nodiscard]] ExitCode show_why(const messages::PlanReport& report, const std::string& symbol,
                                const CommonOptions& common);

}  // namespace ballast::tools
