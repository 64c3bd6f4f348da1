// One decision, byte for byte: in one thread, in one process, with any number of evaluators, on any
// transport, however the work was cut, with bounds or without.
#include <array>

#include <gtest/gtest.h>

#include "actors/configuration/planner_file.hpp"
#include "actors/in_process_cluster.hpp"
#include "messages/hashes.hpp"
#include "tests/pipeline/plans/board_of_processes.hpp"
#include "tests/pipeline/plans/cluster_client.hpp"
#include "tests/pipeline/plans/market_of_test.hpp"
#include "tests/sanitizers/sanitized.hpp"
#include "tests/unit/actors/temporary_directory.hpp"
#include "tools/ballast/replay_plan.hpp"

namespace ballast::pipeline {
namespace {

/// Wishes whose plans need different kinds of work.
enum class Wish { ranges, written_out, price_paths, front };

/// The same market, held against prices that move.
messages::CreatePlan wish_on_price_paths() {
  messages::CreatePlan wish = wish_of({{"price_scenarios", "monte_carlo"},
                                       {"monte_carlo_paths", "150"},
                                       {"horizon_days", "20"},
                                       {"max_plan_depth", "5"},
                                       {"max_candidates", "10"},
                                       {"priority_threshold", "0"},
                                       {"min_security_score", "0"},
                                       {"min_hold_days", "0"}});
  wish.seed = 7;
  return wish;
}

messages::CreatePlan wish_for_ranges() {
  return wish_of({{"max_plan_depth", "6"},
                  {"max_candidates", "30"},
                  {"max_opportunities_per_category", "20"},
                  {"priority_threshold", "0"},
                  {"min_security_score", "0"},
                  {"min_hold_days", "0"}});
}

/// The same market with everything that changes how sets are scored and compared.
messages::CreatePlan wish_for_a_front() {
  messages::CreatePlan wish = wish_for_ranges();
  for (const char* setting :
       {"enable_multi_objective", "enable_industry_part", "enable_multi_timeframe"}) {
    wish.settings.push_back({setting, "true"});
  }
  wish.settings.push_back({"max_plan_depth", "5"});
  wish.settings.push_back({"front_limit", "60"});
  return wish;
}

messages::CreatePlan wish_for(Wish wish) {
  if (wish == Wish::price_paths) return wish_on_price_paths();
  if (wish == Wish::ranges) return wish_for_ranges();
  if (wish == Wish::front) return wish_for_a_front();
  return wish_of({{"max_plan_depth", "9"},
                  {"max_sells", "1"},
                  {"max_buys", "2"},
                  {"max_candidates", "8"},
                  {"priority_threshold", "0"},
                  {"min_security_score", "0"},
                  {"min_hold_days", "0"},
                  {"enable_partial_execution", "true"},
                  {"enable_constraint_relaxation", "true"},
                  {"enable_correlation_aware", "true"},
                  {"correlation_threshold", "0.45"}});
}

messages::PlanReport plan_in_process(int evaluators, const messages::CreatePlan& wish) {
  const actors::TemporaryDirectory directory;
  std::filesystem::copy(sample_market().stores, directory.path() / "state",
                        std::filesystem::copy_options::recursive);
  const broker::SystemClock clock;
  const auto file = actors::load_planner_file(sample_market().bounding_planner_file.string());
  auto cluster = actors::InProcessCluster::start(
      {clock, file.value(), directory.path() / "state", evaluators, {}, {}});
  ClusterClient client((*cluster)->map(), &(*cluster)->context());
  return client.plan(wish);
}

/// What every way of planning is held against.
const messages::PlanReport& reference(Wish wish) {
  static const std::array reports = {
      plan_in_process(1, wish_for(Wish::ranges)), plan_in_process(2, wish_for(Wish::written_out)),
      plan_in_process(2, wish_for(Wish::price_paths)), plan_in_process(2, wish_for(Wish::front))};
  return reports.at(static_cast<std::size_t>(wish));
}

struct Way {
  const char* name;
  bool tcp;
  int evaluators;
  const char* limits;
  bool bounding = false;
};

class EveryWay : public testing::TestWithParam<Way> {};

void expect_as_in_one_thread(const messages::PlanReport& report) {
  expect_sound(report);
  ASSERT_TRUE(report.decision);
  EXPECT_FALSE(report.decision->steps.empty());
  EXPECT_FALSE(report.decision->alternatives.empty());
  const auto again = tools::decide_again(*report.request, *report.inputs);
  ASSERT_TRUE(again) << planner::describe(again.error());
  EXPECT_EQ(messages::decision_bytes(*again), messages::decision_bytes(*report.decision));
  EXPECT_EQ(messages::decision_hash(*again), report.decision_hash);
}

TEST(SameDecision, InOneProcessAsInOneThread) {
  const messages::PlanReport& report = reference(Wish::ranges);
  EXPECT_FALSE(report.decision->scenarios);
  expect_as_in_one_thread(report);
  EXPECT_GT(report.run->nodes, 0U);
  EXPECT_EQ(report.run->ledger.issued, 0U) << "bounds leave the evaluators nothing to do";
}

TEST(SameDecision, WhereASequenceBeyondTheSpaceWins) {
  const messages::PlanReport& report = reference(Wish::written_out);
  expect_as_in_one_thread(report);
  ASSERT_TRUE(report.decision);
  EXPECT_GT(report.decision->sets_beyond_space, 0U);
  EXPECT_GT(report.decision->steps.size(), 3U) << "beyond one sale and two purchases";
  EXPECT_FALSE(report.inputs->correlations.empty());
  EXPECT_GT(report.run->nodes, 0U);
}

TEST(SameDecision, OnPricePathsInOneProcessAsInOneThread) {
  const messages::PlanReport& report = reference(Wish::price_paths);
  expect_as_in_one_thread(report);
  ASSERT_TRUE(report.decision && report.decision->scenarios);
  EXPECT_GT(report.run->nodes, 0U);
  EXPECT_EQ(report.decision->scenarios->paths, 150U);
  EXPECT_EQ(report.decision->scenarios->horizon_days, 20);
  EXPECT_EQ(report.decision->scenarios->after.combined, report.decision->after.total);
}

TEST(SameDecision, WithAFrontInOneProcessAsInOneThread) {
  const messages::PlanReport& report = reference(Wish::front);
  expect_as_in_one_thread(report);
  ASSERT_TRUE(report.decision);
  EXPECT_EQ(report.decision->front.size(), 60U);
  EXPECT_TRUE(report.decision->front_cut);
  EXPECT_TRUE(report.decision->front.front().chosen);
}

TEST(SameDecision, WhereSubtreesAreSpreadOverEvaluators) {
  BoardOfProcesses board(
      {false, "lease_target_ms = 1\n", wide_market().bounding_planner_file, wide_market().stores});
  board.start_all_but_evaluators();
  board.start_evaluators(3);
  ClusterClient client(board.map(), nullptr, true);
  client.wait_until_ready(board.names());
  client.wait_until_joined({"evaluator-1", "evaluator-2", "evaluator-3"});
  const messages::PlanReport report = client.plan(wish_of_large_tree());
  expect_as_in_one_thread(report);
  ASSERT_TRUE(report.run);
  EXPECT_GT(report.decision->sets_in_space, 16'000'000U);
  EXPECT_GT(report.run->ledger.issued, 0U);
  EXPECT_EQ(report.run->gap, planner::Score{});
}

TEST_P(EveryWay, GivesTheSameBytes) {
  const Way& way = GetParam();
  BoardOfProcesses board(
      {way.tcp, way.limits,
       way.bounding ? sample_market().bounding_planner_file : sample_market().planner_file,
       sample_market().stores});
  board.start_all_but_evaluators();
  board.start_evaluators(way.evaluators);
  ClusterClient client(board.map());
  client.wait_until_ready(board.names());
  for (const Wish wish : {Wish::ranges, Wish::written_out, Wish::price_paths, Wish::front}) {
    const messages::PlanReport report = client.plan(wish_for(wish));
    expect_sound(report);
    ASSERT_TRUE(report.decision) << board.log();
    EXPECT_EQ(messages::decision_bytes(*report.decision),
              messages::decision_bytes(*reference(wish).decision));
    EXPECT_EQ(report.decision_hash, reference(wish).decision_hash);
    EXPECT_EQ(report.run->nodes > 0, way.bounding);
    EXPECT_LE(report.run->workers, static_cast<unsigned>(way.evaluators));
  }
}

INSTANTIATE_TEST_SUITE_P(SameDecision, EveryWay,
                         testing::Values(Way{"OneEvaluator", false, 1, ""},
                                         Way{"TwoEvaluators", false, 2, ""},
                                         Way{"FiveEvaluators", false, 5, ""},
                                         Way{"SmallBatches", false, 2,
                                             sanitized ? "lease_target_ms = 8\nfirst_units = 7\n"
                                                       : "lease_target_ms = 1\nfirst_units = 7\n"},
                                         Way{"LargeBatches", false, 2, "first_units = 1000000\n"},
                                         Way{"OverTcp", true, 2, ""},
                                         Way{"ByBounds", false, 1, "", true}),
                         [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace ballast::pipeline
