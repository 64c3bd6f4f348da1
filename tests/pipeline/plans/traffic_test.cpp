// What a large plan moves between the boards, counted on the copies that a tap gets, and what
// cancelling it stops.
#include <gtest/gtest.h>

#include "tests/pipeline/plans/board_of_processes.hpp"
#include "tests/pipeline/plans/cluster_client.hpp"
#include "tests/pipeline/plans/market_of_test.hpp"
#include "tests/sanitizers/sanitized.hpp"

namespace ballast::pipeline {
namespace {

constexpr std::uint64_t many_sets = 10'000'000;
constexpr std::size_t batch_bytes_max = 100'000;

messages::CreatePlan wish_with(const char* buys, const char* sells = "2") {
  return wish_of_wide_space(sells, buys, {{"max_loss_threshold", "-1"}});
}

class Traffic : public testing::Test {
 protected:
  Traffic() : board_({false, "", wide_market().planner_file, wide_market().stores}) {
    board_.start_all_but_evaluators();
    board_.start_evaluators(2);
  }

  BoardOfProcesses board_;
};

TEST_F(Traffic, PlanOverTenMillionSetsMovesFewBytesOfBatches) {
  ClusterClient client(board_.map(), nullptr, true);
  client.wait_until_ready(board_.names());
  std::size_t bytes = 0;
  std::size_t batches = 0;
  std::size_t answers = 0;
  client.observer = [&](const messages::Envelope& event) {
    const auto copy = messages::unpack<messages::TapFrame>(event);
    if (!copy) return;
    const auto header = messages::decode_header(copy->header);
    if (!header) return;
    if (header->type == messages::Batch::type) {
      ++batches;
      bytes += copy->header.size() + copy->body.size();
    }
    if (header->type == messages::BatchResult::type) ++answers;
  };
  const messages::PlanReport report = client.plan(wish_with("8"));
  expect_sound(report);
  const auto& run = *report.run;
  EXPECT_GT(run.evaluated + run.infeasible, many_sets);
  // A tap may miss frames: those that it saw stand for the others.
  ASSERT_GT(batches, run.ledger.leased / 2);
  EXPECT_GT(answers, run.ledger.applied / 2);
  const double whole = static_cast<double>(bytes) * static_cast<double>(run.ledger.leased) /
                       static_cast<double>(batches);
  RecordProperty("batches", std::to_string(run.ledger.leased));
  RecordProperty("bytes", std::to_string(bytes));
  if (!sanitized) {
    EXPECT_LT(whole, batch_bytes_max) << run.ledger.leased << " leases";
  }
}

TEST_F(Traffic, CancelledPlanEndsInTheWorkers) {
  ClusterClient client(board_.map());
  client.wait_until_ready(board_.names());
  const std::string plan = client.begin_plan(wish_with("10"));
  EXPECT_TRUE(client.wait_for_search(plan));
  const auto cancelled =
      client.ask<messages::PlanCancelled>("coordinator", messages::CancelPlan{plan});
  ASSERT_TRUE(cancelled) << planner::describe(cancelled.error());
  EXPECT_EQ(cancelled->state, messages::PlanState::cancelled);
  EXPECT_EQ(client.end_plan(plan).state, messages::PlanState::cancelled);
  const auto idle = [&](const char* name) {
    const auto at = client.beats.find(name);
    return at != client.beats.end() && at->second.doing == "idle";
  };
  EXPECT_TRUE(client.wait([&] {
    return idle("evaluator-1@home") && idle("evaluator-2@home") && idle("coordinator-1@home") &&
           idle("generator-1@home");
  })) << "the generator does "
      << client.beats["generator-1@home"].doing;
  // And it was not the cluster that ended.
  expect_sound(client.plan(wish_with("2")));
}

TEST_F(Traffic, InterruptingTheCommandLineCancelsThePlanInTheCluster) {
  constexpr int exit_refused = 5;
  ClusterClient client(board_.map());
  client.wait_until_ready(board_.names());
  std::string plan;
  client.observer = [&](const messages::Envelope& event) {
    const auto progress = messages::unpack<messages::PlanProgress>(event);
    if (progress && progress->done > 0) plan = progress->plan_id;
  };
  std::vector<std::string> words = {"plan"};
  for (const auto& setting : wish_with("10").settings) {
    words.insert(words.end(), {"--set", setting.key + "=" + setting.value});
  }
  board_.run_command("command", words);
  ASSERT_TRUE(client.wait([&] { return !plan.empty(); })) << board_.log();
  EXPECT_EQ(board_.interrupt("command"), exit_refused) << board_.log();
  EXPECT_EQ(client.end_plan(plan).state, messages::PlanState::cancelled);
}

TEST_F(Traffic, CancellingAPlanWhosePiecesWaitFreesTheGeneratorToo) {
  board_.kill("evaluator-1");
  board_.kill("evaluator-2");
  ClusterClient client(board_.map());
  const std::string plan = client.begin_plan(wish_with("10", "4"));
  EXPECT_TRUE(client.wait([&] { return client.progress(plan).waiting > 0; }));
  const auto cancelled =
      client.ask<messages::PlanCancelled>("coordinator", messages::CancelPlan{plan});
  ASSERT_TRUE(cancelled) << planner::describe(cancelled.error());
  client.beats.clear();
  EXPECT_TRUE(client.wait([&] { return client.beats["generator-1@home"].doing == "idle"; }))
      << client.beats["generator-1@home"].doing;
}

}  // namespace
}  // namespace ballast::pipeline
