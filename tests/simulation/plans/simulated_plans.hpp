// Whole plans on simulated time: the real coordinator with its journal, generator, opportunity and
// evaluators, which are killed and started again while messages and frames are lost, repeated and
// late. Only what portfolio, universe and trading know is played.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "messages/plan_report.hpp"
#include "tests/simulation/schedule.hpp"

namespace ballast::actors::toy {

using broker::toy::Schedule;

/// What became of the plans of a schedule, in the order of asking.
struct PlannedInTime {
  std::vector<messages::PlanReport> reports;  // of an unfinished plan: running
  std::vector<std::string> finished;          // ids in the order of their ends
  std::uint64_t starts = 0;                   // of the coordinator
  broker::Monotonic lasted{};
};

/// Asks for `plans` plans at once. Of the schedule's faults only kills count, of its workers the
/// first is the coordinator, then generator and opportunity, then the evaluators.
[[nodiscard]] PlannedInTime plan_in_time(const Schedule& schedule, int plans = 1);

/// Returns the schedule of a seed, with faults for plan_in_time.
[[nodiscard]] Schedule random_plan_schedule(std::uint64_t seed);

}  // namespace ballast::actors::toy
