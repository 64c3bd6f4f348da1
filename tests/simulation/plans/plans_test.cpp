// Goal: whatever dies and whatever is lost, every plan ends with the decision of an undisturbed
// one, after a coordinator that was started again too, and its ledger balances.
#include <ctime>

#include <gtest/gtest.h>

#include "tests/simulation/plans/simulated_plans.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::actors::toy {
namespace {

using messages::PlanState;

const messages::PlanReport& undisturbed() {
  static const messages::PlanReport report = plan_in_time({}).reports.at(0);
  return report;
}

/// Returns what is wrong with the plans, or nothing ("").
std::string fault_of(const PlannedInTime& planned) {
  for (const messages::PlanReport& report : planned.reports) {
    if (report.state != PlanState::completed) {
      return report.plan_id + " did not end well: " +
             (report.failure ? planner::describe(*report.failure) : "it is not over");
    }
    if (!report.run || !report.run->ledger.balances) return report.plan_id + " does not balance";
    if (report.decision_hash != undisturbed().decision_hash) {
      return report.plan_id + " decides otherwise";
    }
  }
  return "";
}

TEST(PlansInTime, AnUndisturbedPlanIsWorkedByTheEvaluators) {
  ASSERT_EQ(undisturbed().state, PlanState::completed);
  EXPECT_GT(undisturbed().run->ledger.applied, 4U);
  EXPECT_EQ(undisturbed().run->ledger.workers.size(), 2U);
  EXPECT_EQ(fault_of(plan_in_time({})), "");
}

TEST(PlansInTime, EndTheSameWhateverDiesAndIsLost) {
  const std::uint64_t count = random_cases(25);
  std::uint64_t restarts = 0;
  const std::clock_t begun = std::clock();
  for (std::uint64_t seed = 1; seed <= count; ++seed) {
    const Schedule schedule = random_plan_schedule(seed);
    const PlannedInTime planned = plan_in_time(schedule);
    restarts += planned.starts - 1;
    if (fault_of(planned).empty()) continue;
    const Schedule least = broker::toy::shrunk(
        schedule, [](const Schedule& one) { return !fault_of(plan_in_time(one)).empty(); });
    FAIL() << "seed " << seed << ": " << fault_of(planned)
           << "\nthe smallest schedule that fails: " << fault_of(plan_in_time(least)) << "\n"
           << text(least);
  }
  const double taken = static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
  RecordProperty("seeds", std::to_string(count));
  RecordProperty("schedules_per_second", std::to_string(static_cast<double>(count) / taken));
  RecordProperty("coordinator_restarts", std::to_string(restarts));
  if (!sanitized) {
    EXPECT_GT(restarts, count / 4);
  }
}

TEST(PlansInTime, TenAtOnceTakeTurnsAndEachIsRight) {
  const PlannedInTime planned = plan_in_time({}, 10);
  EXPECT_EQ(fault_of(planned), "");
  ASSERT_EQ(planned.finished.size(), 10U);
  EXPECT_EQ(plan_in_time({}, 10).finished, planned.finished) << "the same every time";
}

TEST(PlansInTime, ACoordinatorThatIsStartedAgainGoesOnWithinTwoSeconds) {
  Schedule schedule;
  schedule.faults = {{broker::toy::Fault::Kind::kill, 20, 0, 0}};
  const PlannedInTime planned = plan_in_time(schedule);
  EXPECT_EQ(planned.starts, 2U);
  EXPECT_EQ(fault_of(planned), "");
  EXPECT_LE(planned.lasted, plan_in_time({}).lasted + std::chrono::milliseconds{2120});
}

}  // namespace
}  // namespace ballast::actors::toy
