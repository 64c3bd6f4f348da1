// Faults in the middle of a plan cost time and nothing else: workers that come late, are killed, or
// all go; a coordinator and a generator that are killed and started again.
#include <algorithm>

#include <gtest/gtest.h>

#include "tests/pipeline/plans/board_of_processes.hpp"
#include "tests/pipeline/plans/cluster_client.hpp"
#include "tests/pipeline/plans/market_of_test.hpp"
#include "tests/sanitizers/sanitized.hpp"

namespace ballast::pipeline {
namespace {

using namespace std::chrono_literals;

/// Ten million sets, on price paths that make each of them work: there is a middle to break in.
messages::CreatePlan large_wish() {
  return wish_of_wide_space("2", sanitized ? "6" : "7",
                            {{"price_scenarios", "monte_carlo"},
                             {"monte_carlo_paths", sanitized ? "120" : "400"},
                             {"max_loss_threshold", "-1"}});
}

class Faults : public testing::Test {
 protected:
  Faults() : board_({false, "", wide_market().planner_file, wide_market().stores}) {
    board_.start_all_but_evaluators();
  }

  /// Begins the large plan and waits until it is in the middle.
  std::string begin_searching(ClusterClient& client) {
    client.wait_until_ready(board_.names());
    std::string plan = client.begin_plan(large_wish());
    EXPECT_TRUE(client.wait_for_search(plan)) << "the plan was over too soon";
    return plan;
  }

  /// Begins it while no evaluator runs, and waits until it waits for one.
  std::string begin_waiting(ClusterClient& client) {
    client.wait_until_ready(board_.names());
    std::string plan = client.begin_plan(large_wish());
    EXPECT_TRUE(client.wait([&] { return client.progress(plan).waiting > 0; }));
    return plan;
  }

  /// The decision that every plan of this file must end with: of an undisturbed board.
  static const messages::PlanReport& undisturbed() {
    static const messages::PlanReport report = [] {
      BoardOfProcesses board({false, "", wide_market().planner_file, wide_market().stores});
      board.start_all_but_evaluators();
      board.start_evaluators(2);
      ClusterClient client(board.map());
      client.wait_until_ready(board.names());
      return client.plan(large_wish());
    }();
    return report;
  }

  void expect_the_same_decision(const messages::PlanReport& report) {
    expect_sound(report);
    EXPECT_EQ(report.decision_hash, undisturbed().decision_hash) << board_.log();
  }

  static const messages::WorkAccount* account_of(const messages::PlanReport& report,
                                                 const std::string& name) {
    if (!report.run) return nullptr;
    const auto& workers = report.run->ledger.workers;
    const auto at = std::find_if(workers.begin(), workers.end(),
                                 [&](const auto& one) { return one.name == name + "@home"; });
    return at == workers.end() ? nullptr : &*at;
  }

  BoardOfProcesses board_;
};

TEST_F(Faults, ThePlanOfTheseTestsIsLarge) {
  expect_sound(undisturbed());
  ASSERT_TRUE(undisturbed().decision);
  EXPECT_GT(undisturbed().decision->sets_in_space, sanitized ? 1'000'000U : 10'000'000U);
  RecordProperty("candidates", std::to_string(undisturbed().decision->candidate_count));
  RecordProperty("sets", std::to_string(undisturbed().decision->sets_in_space));
  RecordProperty("elapsed_ms", std::to_string(undisturbed().run->elapsed_ms));
}

TEST_F(Faults, EvaluatorStartedInTheMiddleGetsWorkWithinASecond) {
  board_.start("evaluator-1");
  ClusterClient client(board_.map(), nullptr, true);
  const std::string plan = begin_searching(client);
  std::optional<broker::Monotonic> hello;
  std::optional<broker::Monotonic> answer;
  const broker::SystemClock clock;
  client.observer = [&](const messages::Envelope& event) {
    const auto copy = messages::unpack<messages::TapFrame>(event);
    if (!copy || copy->direction != "intake") return;
    const auto header = messages::decode_header(copy->header);
    if (!header || header->sender != "evaluator-2@home") return;
    if (!hello && header->type == messages::WorkerHello::type) hello = clock.now();
    if (!answer && header->type == messages::BatchResult::type) answer = clock.now();
  };
  board_.start("evaluator-2");
  EXPECT_TRUE(client.wait([&] { return hello && answer; }));
  if (hello && answer && !sanitized) {
    EXPECT_LT(*answer - *hello, 1s);
  }
  const messages::PlanReport report = client.end_plan(plan);
  expect_the_same_decision(report);
  const auto* account = account_of(report, "evaluator-2");
  ASSERT_NE(account, nullptr);
  EXPECT_GT(account->applied, 0U);
}

TEST_F(Faults, EvaluatorKilledInTheMiddleCostsNothing) {
  board_.start_evaluators(3);
  ClusterClient client(board_.map(), nullptr, true);
  client.wait_until_joined({"evaluator-1", "evaluator-2", "evaluator-3"});
  const std::string plan = begin_searching(client);
  const auto worked = [&] {
    const auto now = client.report(plan);
    return now.run && now.run->ledger.workers.size() == 3U;
  };
  EXPECT_TRUE(client.wait(worked));
  board_.kill("evaluator-2");
  const messages::PlanReport report = client.end_plan(plan);
  expect_the_same_decision(report);
  EXPECT_EQ(report.run->ledger.set_aside, 0U);
}

TEST_F(Faults, AllEvaluatorsKilledAndOneStartedFinishThePlan) {
  board_.start_evaluators(2);
  ClusterClient client(board_.map());
  const std::string plan = begin_searching(client);
  board_.kill("evaluator-1");
  board_.kill("evaluator-2");
  EXPECT_TRUE(client.wait([&] { return client.progress(plan).workers == 0; }));
  EXPECT_EQ(client.report(plan).state, messages::PlanState::running);
  board_.start("evaluator-3");
  const messages::PlanReport report = client.end_plan(plan);
  expect_the_same_decision(report);
  EXPECT_NE(account_of(report, "evaluator-3"), nullptr);
}

TEST_F(Faults, CoordinatorKilledAndStartedAgainFinishesThePlan) {
  board_.start_evaluators(2);
  ClusterClient client(board_.map());
  const std::string plan = begin_searching(client);
  board_.kill("coordinator-1");
  board_.start("coordinator-1");
  const messages::PlanReport report = client.end_plan(plan);
  expect_the_same_decision(report);
}

TEST_F(Faults, APlanThatThreeCoordinatorsDieOfIsSetAsideAndTheNextOneIsMade) {
  constexpr int exit_error = 1;
  ClusterClient client(board_.map());
  client.wait_until_ready(board_.names());
  std::string plan;
  client.observer = [&](const messages::Envelope& event) {
    const auto progress = messages::unpack<messages::PlanProgress>(event);
    if (progress && progress->waiting > 0) plan = progress->plan_id;
  };
  std::vector<std::string> words = {"plan"};
  for (const auto& setting : large_wish().settings) {
    words.insert(words.end(), {"--set", setting.key + "=" + setting.value});
  }
  board_.run_command("command", words);
  ASSERT_TRUE(client.wait([&] { return !plan.empty(); })) << board_.log();
  for (int deaths = 1; deaths <= 3; ++deaths) {
    EXPECT_EQ(client.report(plan).state, messages::PlanState::running) << board_.log();
    board_.kill("coordinator-1");
    board_.start("coordinator-1");
  }
  EXPECT_EQ(board_.wait_for("command"), exit_error);
  EXPECT_NE(board_.log().find("the coordinator died 3 times while it made it"), std::string::npos)
      << board_.log();
  EXPECT_EQ(client.report(plan).state, messages::PlanState::failed);
  board_.start("evaluator-1");
  expect_sound(client.plan(wish_of({{"max_buys", "1"}, {"max_sells", "0"}})));
}

TEST_F(Faults, GeneratorKilledAndStartedAgainGoesOn) {
  ClusterClient client(board_.map());
  const std::string plan = begin_waiting(client);
  board_.kill("generator-1");
  board_.start("generator-1");
  board_.start_evaluators(2);
  expect_the_same_decision(client.end_plan(plan));
}

TEST_F(Faults, GeneratorThatComesLateIsWaitedFor) {
  board_.start_evaluators(2);
  ClusterClient client(board_.map());
  client.wait_until_ready(board_.names());
  board_.kill("generator-1");
  const std::string plan = client.begin_plan(large_wish());
  EXPECT_TRUE(client.wait([&] { return client.progress(plan).stage == "searching"; }));
  board_.start("generator-1");
  expect_the_same_decision(client.end_plan(plan));
}

TEST_F(Faults, BrokerKilledAndStartedAgainFinishesThePlan) {
  board_.start_evaluators(2);
  ClusterClient client(board_.map());
  const std::string plan = begin_searching(client);
  board_.kill("broker-1");
  board_.start("broker-1");
  ClusterClient again(board_.map());
  expect_the_same_decision(again.end_plan(plan));
}

}  // namespace
}  // namespace ballast::pipeline
