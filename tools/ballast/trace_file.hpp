// A plan's trace in the trace event format, which Perfetto and chrome://tracing open: one track for
// every actor, batches as slices, arrows from what led to what.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "messages/plan_trace.hpp"
#include "planner/model/failure.hpp"

namespace ballast::tools {

/// Returns {"traceEvents": [...], ...}. Slices of one track either lie apart or one inside the
/// other; times are microseconds since the plan began, on the coordinator's clock.
[[nodiscard]] nlohmann::ordered_json trace_events(const messages::PlanTrace& trace);

[[nodiscard]] planner::Result<void> save_trace(const messages::PlanTrace& trace,
                                               const std::string& path);

}  // namespace ballast::tools
