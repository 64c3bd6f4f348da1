// Goal: whatever dies and whatever is lost, every plan ends with the decision of an undisturbed
// one, after a coordinator that was started again too, and its ledger balances.
#include <ctime>
#include <string>
#include <vector>

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

Schedule coordinator_killed_at(const std::vector<std::uint64_t>& times_ms) {
  Schedule schedule;
  for (const std::uint64_t at_ms : times_ms) {
    schedule.faults.push_back({broker::toy::Fault::Kind::kill, at_ms, 0, 0});
  }
  return schedule;
}

TEST(PlansInTime, ACoordinatorThatIsStartedAgainGoesOnWithinTwoSeconds) {
  constexpr std::chrono::milliseconds started_and_resumed{120 + 2000};
  const auto usual = plan_in_time({}).lasted;
  constexpr std::uint64_t over_ms = 20;  // the plan is, by then
  for (std::uint64_t at_ms = 1; at_ms < over_ms; at_ms += 6) {
    SCOPED_TRACE("killed after " + std::to_string(at_ms) + " ms");
    const PlannedInTime planned = plan_in_time(coordinator_killed_at({at_ms}));
    EXPECT_EQ(planned.starts, 2U);
    EXPECT_EQ(fault_of(planned), "");
    EXPECT_LE(planned.lasted, usual + started_and_resumed);
  }
}

TEST(PlansInTime, OneThatThreeCoordinatorsDieOfIsSetAside) {
  const PlannedInTime planned = plan_in_time(coordinator_killed_at({5, 130, 255}));
  EXPECT_EQ(planned.starts, 4U);
  const messages::PlanReport& report = planned.reports.at(0);
  EXPECT_EQ(report.state, PlanState::failed);
  ASSERT_TRUE(report.failure);
  EXPECT_EQ(report.failure->where, "plan plan-1");
}

}  // namespace
}  // namespace ballast::actors::toy
