// One decision, byte for byte: in one thread, in one process, with any number of evaluators, on any
// transport, however the work was cut.
#include <gtest/gtest.h>

#include "actors/configuration/planner_file.hpp"
#include "actors/in_process_cluster.hpp"
#include "messages/hashes.hpp"
#include "tests/pipeline/plans/board_of_processes.hpp"
#include "tests/pipeline/plans/cluster_client.hpp"
#include "tests/pipeline/plans/market_of_test.hpp"
#include "tools/ballast/replay_plan.hpp"

namespace ballast::pipeline {
namespace {

messages::CreatePlan some_wish() {
  return wish_of({{"max_plan_depth", "6"},
                  {"max_candidates", "30"},
                  {"max_opportunities_per_category", "20"},
                  {"priority_threshold", "0"},
                  {"min_security_score", "0"},
                  {"min_hold_days", "0"}});
}

messages::PlanReport plan_in_process(int evaluators) {
  const actors::TemporaryDirectory directory;
  std::filesystem::copy(sample_market().stores, directory.path() / "state",
                        std::filesystem::copy_options::recursive);
  const broker::SystemClock clock;
  const auto file = actors::load_planner_file(sample_market().planner_file.string());
  auto cluster = actors::InProcessCluster::start(
      {clock, file.value(), directory.path() / "state", evaluators, {}});
  ClusterClient client((*cluster)->map(), &(*cluster)->context());
  return client.plan(some_wish());
}

/// What every way of planning is held against.
const messages::PlanReport& reference() {
  static const messages::PlanReport report = plan_in_process(1);
  return report;
}

struct Way {
  const char* name;
  bool tcp;
  int evaluators;
  const char* limits;
};

class EveryWay : public testing::TestWithParam<Way> {};

TEST(SameDecision, InOneProcessAsInOneThread) {
  const messages::PlanReport& report = reference();
  expect_sound(report);
  ASSERT_TRUE(report.decision);
  EXPECT_FALSE(report.decision->steps.empty());
  EXPECT_FALSE(report.decision->alternatives.empty());
  const auto again = tools::decide_again(*report.request, *report.inputs);
  ASSERT_TRUE(again) << planner::describe(again.error());
  EXPECT_EQ(messages::decision_bytes(*again), messages::decision_bytes(*report.decision));
  EXPECT_EQ(messages::decision_hash(*again), report.decision_hash);
}

TEST_P(EveryWay, GivesTheSameBytes) {
  const Way& way = GetParam();
  BoardOfProcesses board(
      {way.tcp, way.limits, sample_market().planner_file, sample_market().stores});
  board.start_all_but_evaluators();
  board.start_evaluators(way.evaluators);
  ClusterClient client(board.map());
  client.wait_until_ready(board.names());
  const messages::PlanReport report = client.plan(some_wish());
  expect_sound(report);
  ASSERT_TRUE(report.decision) << board.log();
  EXPECT_EQ(messages::decision_bytes(*report.decision),
            messages::decision_bytes(*reference().decision));
  EXPECT_EQ(report.decision_hash, reference().decision_hash);
  EXPECT_LE(report.run->workers, static_cast<unsigned>(way.evaluators));
}

INSTANTIATE_TEST_SUITE_P(
    SameDecision, EveryWay,
    testing::Values(Way{"OneEvaluator", false, 1, ""}, Way{"TwoEvaluators", false, 2, ""},
                    Way{"FiveEvaluators", false, 5, ""},
                    Way{"SmallBatches", false, 2, "lease_target_ms = 1\nfirst_units = 7\n"},
                    Way{"LargeBatches", false, 2, "first_units = 1000000\n"},
                    Way{"OverTcp", true, 2, ""}),
    [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace ballast::pipeline
