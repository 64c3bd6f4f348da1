// Evaluators that are killed or frozen while they hold a part of a search tree: the plan is that of
// an undisturbed board, and no part of the tree is lost or counted twice.
#include <algorithm>

#include <gtest/gtest.h>

#include "messages/hashes.hpp"
#include "tests/pipeline/plans/board_of_processes.hpp"
#include "tests/pipeline/plans/cluster_client.hpp"
#include "tests/pipeline/plans/market_of_test.hpp"

namespace ballast::pipeline {
namespace {

BoardSettings board_of_small_tasks() {
  return {false, "lease_target_ms = 1\n", wide_market().bounding_planner_file,
          wide_market().stores};
}

class SpreadFaults : public testing::Test {
 protected:
  SpreadFaults() : board_(board_of_small_tasks()) { board_.start_all_but_evaluators(); }

  /// Begins the plan with one evaluator that is there for all of it.
  std::string begin(ClusterClient& client) {
    client.wait_until_ready(board_.names());
    board_.start("evaluator-1");
    client.wait_until_joined({"evaluator-1"});
    return client.begin_plan(wish_of_large_tree());
  }

  static const messages::PlanReport& undisturbed() {
    static const messages::PlanReport report = [] {
      BoardOfProcesses board(board_of_small_tasks());
      board.start_all_but_evaluators();
      board.start_evaluators(2);
      ClusterClient client(board.map(), nullptr, true);
      client.wait_until_ready(board.names());
      client.wait_until_joined({"evaluator-1", "evaluator-2"});
      return client.plan(wish_of_large_tree());
    }();
    return report;
  }

  /// Returns what an evaluator has had so far; nothing if that is no lease.
  static messages::WorkAccount account_of(const messages::PlanReport& report,
                                          const std::string& name) {
    if (!report.run) return {};
    const auto& workers = report.run->ledger.workers;
    const auto at = std::find_if(workers.begin(), workers.end(),
                                 [&](const auto& one) { return one.name == name + "@home"; });
    return at == workers.end() ? messages::WorkAccount{} : *at;
  }

  static bool wait_for(ClusterClient& client, const std::string& plan, const std::string& name,
                       const std::function<bool(const messages::WorkAccount&)>& condition) {
    bool met = false;
    const auto met_or_over = [&] {
      const messages::PlanReport now = client.report(plan);
      met = condition(account_of(now, name));
      return met || now.state != messages::PlanState::running;
    };
    return client.wait(met_or_over) && met;
  }

  /// Freezes it in the middle of the search, with leases that it holds.
  void freeze_with_subtrees(ClusterClient& client, const std::string& plan,
                            const std::string& name) {
    EXPECT_TRUE(wait_for(client, plan, name, [](const auto& one) { return one.applied > 0; }));
    board_.freeze(name);
    EXPECT_TRUE(wait_for(client, plan, name, [](const auto& one) {
      return one.leased > one.applied + one.duplicates;
    })) << "it holds nothing";
    EXPECT_EQ(client.report(plan).state, messages::PlanState::running) << "it was over too soon";
  }

  void expect_undisturbed(const messages::PlanReport& report) {
    expect_sound(report);
    ASSERT_TRUE(report.decision && undisturbed().decision);
    EXPECT_EQ(messages::decision_bytes(*report.decision),
              messages::decision_bytes(*undisturbed().decision))
        << board_.log();
    EXPECT_EQ(report.run->gap, planner::Score{});
    const messages::WorkLedger& ledger = report.run->ledger;
    EXPECT_EQ(ledger.applied, ledger.issued) << "every part of the tree once";
    std::uint64_t applied = 0;
    for (const messages::WorkAccount& worker : ledger.workers) applied += worker.applied;
    EXPECT_EQ(applied, ledger.applied);
  }

  BoardOfProcesses board_;
};

TEST_F(SpreadFaults, ThePlanOfTheseTestsIsSpread) {
  expect_undisturbed(undisturbed());
  EXPECT_GT(undisturbed().run->ledger.issued, 10U);
  RecordProperty("tasks", std::to_string(undisturbed().run->ledger.issued));
  RecordProperty("elapsed_ms", std::to_string(undisturbed().run->elapsed_ms));
}

TEST_F(SpreadFaults, AnEvaluatorKilledWithSubtreesCostsNothing) {
  ClusterClient client(board_.map(), nullptr, true);
  const std::string plan = begin(client);
  freeze_with_subtrees(client, plan, "evaluator-1");
  board_.kill("evaluator-1");
  board_.start("evaluator-2");
  const messages::PlanReport report = client.end_plan(plan);
  expect_undisturbed(report);
  EXPECT_GT(account_of(report, "evaluator-1").expired, 0U);
  EXPECT_GT(account_of(report, "evaluator-2").applied, 0U);
}

TEST_F(SpreadFaults, ACoordinatorKilledInTheMiddleGoesOnFromWhatItKept) {
  ClusterClient client(board_.map(), nullptr, true);
  const std::string plan = begin(client);
  freeze_with_subtrees(client, plan, "evaluator-1");
  EXPECT_TRUE(client.wait([&] { return client.progress(plan).kept > 0; }));
  board_.kill("coordinator-1");
  board_.start("coordinator-1");
  board_.thaw("evaluator-1");
  expect_undisturbed(client.end_plan(plan));
}

TEST_F(SpreadFaults, AnEvaluatorFrozenWithSubtreesAndThawedGoesOn) {
  ClusterClient client(board_.map(), nullptr, true);
  const std::string plan = begin(client);
  freeze_with_subtrees(client, plan, "evaluator-1");
  EXPECT_TRUE(
      wait_for(client, plan, "evaluator-1", [](const auto& one) { return one.expired > 0; }));
  const std::uint64_t before = account_of(client.report(plan), "evaluator-1").applied;
  board_.thaw("evaluator-1");
  const messages::PlanReport report = client.end_plan(plan);
  expect_undisturbed(report);
  EXPECT_GT(account_of(report, "evaluator-1").applied, before);
  EXPECT_GT(report.run->ledger.requeued, 0U);
}

TEST_F(SpreadFaults, WhatAFrozenEvaluatorHeldIsDoneByAnotherAndItsLateAnswersChangeNothing) {
  ClusterClient client(board_.map(), nullptr, true);
  const std::string plan = begin(client);
  freeze_with_subtrees(client, plan, "evaluator-1");
  board_.start("evaluator-2");
  EXPECT_TRUE(
      wait_for(client, plan, "evaluator-2", [](const auto& one) { return one.applied > 0; }));
  board_.thaw("evaluator-1");
  const messages::PlanReport report = client.end_plan(plan);
  expect_undisturbed(report);
  EXPECT_GT(account_of(report, "evaluator-2").applied, 0U);
}

}  // namespace
}  // namespace ballast::pipeline
