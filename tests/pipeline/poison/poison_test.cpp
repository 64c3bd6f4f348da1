// A batch that kills whoever works it is set aside with its frame, and an evaluator that gives
// wrong answers is told of. The programs of this board have such faults planted into their engine.
#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <future>

#include <gtest/gtest.h>

#include "tests/pipeline/plans/board_of_processes.hpp"
#include "tests/pipeline/plans/cluster_client.hpp"
#include "tests/pipeline/plans/market_of_test.hpp"
#include "tests/sanitizers/sanitized.hpp"

namespace ballast::pipeline {
namespace {

/// For what is started while it lives.
class Switch {
 public:
  Switch(const char* name, const char* value) : name_(name) { ::setenv(name, value, 1); }
  ~Switch() { ::unsetenv(name_); }
  Switch(const Switch&) = delete;
  Switch& operator=(const Switch&) = delete;

 private:
  const char* name_;
};

struct Ended {
  int status = 0;  // as waitpid tells it
  std::string words;
};

Ended run(const std::string& command) {
  Ended ended;
  std::FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  for (int letter = std::fgetc(pipe); letter != EOF; letter = std::fgetc(pipe)) {
    ended.words += static_cast<char>(letter);
  }
  ended.status = ::pclose(pipe);
  return ended;
}

std::string program(const char* variable) {
  const char* path = std::getenv(variable);
  return path == nullptr ? "" : path;
}

class Poison : public testing::Test {
 protected:
  explicit Poison(const PreparedMarket& market = sample_market())
      : board_({false, "", market.planner_file, market.stores}) {
    board_.start_all_but_evaluators();
  }

  /// Starts who has died, as a supervisor does.
  void supervise(int evaluators) {
    for (int number = 1; number <= evaluators; ++number) {
      const std::string name = "evaluator-" + std::to_string(number);
      if (board_.runs(name)) continue;
      board_.start(name);
      ++started_;
    }
  }

  std::string plan_command() const {
    const std::filesystem::path here = board_.cluster_file().parent_path();
    return program("BALLAST_PROGRAM") + " plan --cluster " + board_.cluster_file().string() +
           " --planner " + sample_market().planner_file.string() + " --runtime-dir " +
           (here / "run").string() + " --state-dir " + (here / "state").string();
  }

  /// Returns the file that a sentence names between "replay " and the next mark.
  static std::string frames_named_in(const std::string& words) {
    const std::string before = "ballast tap replay ";
    const std::size_t begin = words.find(before);
    if (begin == std::string::npos) return "";
    const std::size_t end = words.find('`', begin);
    return words.substr(begin + before.size(), end - begin - before.size());
  }

  BoardOfProcesses board_;
  int started_ = 0;
};

TEST_F(Poison, ABatchThatKillsItsWorkersIsSetAsideAndCanBeWorkedAgainOffline) {
  constexpr int exit_incomplete = 4;
  const Switch poison("BALLAST_TEST_POISON", "10");
  ClusterClient client(board_.map());
  client.wait_until_ready(board_.names());
  auto planned = std::async(std::launch::async, [this] { return run(plan_command()); });
  const auto over = [&] {
    supervise(2);
    return planned.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  };
  ASSERT_TRUE(client.wait(over)) << board_.log();
  const Ended plan = planned.get();
  EXPECT_TRUE(WIFEXITED(plan.status));
  EXPECT_EQ(WEXITSTATUS(plan.status), exit_incomplete) << plan.words;
  EXPECT_NE(plan.words.find("was set aside: evaluator-"), std::string::npos) << plan.words;
  EXPECT_GE(started_, 2 + 3) << "three of them died";
  const std::string frames = frames_named_in(plan.words);
  ASSERT_TRUE(std::filesystem::exists(frames)) << plan.words;
  const Ended crash = run("exec " + program("BALLAST_PLANTED") + " tap replay " + frames);
  EXPECT_TRUE(WIFSIGNALED(crash.status)) << "it kills the engine that it killed: " << crash.words;
  const Ended sound = run("exec " + program("BALLAST_PROGRAM") + " tap replay " + frames);
  EXPECT_EQ(sound.status, 0) << sound.words;
  EXPECT_NE(sound.words.find("1 batches replayed"), std::string::npos) << sound.words;
}

class Lies : public Poison {
 protected:
  Lies() : Poison(wide_market()) {}

  /// A plan of some seconds.
  static messages::CreatePlan long_wish() {
    return wish_of_wide_space("2", "7",
                              {{"price_scenarios", sanitized ? "none" : "monte_carlo"},
                               {"monte_carlo_paths", "300"},
                               {"max_loss_threshold", "-1"}});
  }
};

TEST_F(Lies, AnEvaluatorThatGivesWrongAnswersIsToldOfWithItsBoard) {
  {
    const Switch lies("BALLAST_TEST_LIES", "1");
    board_.start("evaluator-1");
  }
  ClusterClient client(board_.map(), nullptr, true);
  client.wait_until_ready(board_.names());
  client.wait_until_joined({"evaluator-1"});
  const std::string plan = client.begin_plan(long_wish());
  const auto account = [&](auto condition) {
    const auto report = client.report(plan);
    return report.run && condition(report.run->ledger);
  };
  EXPECT_TRUE(
      client.wait([&] { return account([](const auto& one) { return one.applied > 0; }); }));
  board_.freeze("evaluator-1");
  EXPECT_TRUE(
      client.wait([&] { return account([](const auto& one) { return one.expired > 0; }); }));
  board_.start("evaluator-2");
  // What it had held goes first, so that its answers are the second ones when it goes on.
  const auto helped = [](const messages::WorkLedger& ledger) {
    return std::any_of(ledger.workers.begin(), ledger.workers.end(), [](const auto& worker) {
      return worker.name == "evaluator-2@home" && worker.applied > 2;
    });
  };
  EXPECT_TRUE(client.wait([&] { return account(helped); }));
  board_.thaw("evaluator-1");
  const messages::PlanReport report = client.end_plan(plan);
  ASSERT_TRUE(report.run);
  EXPECT_TRUE(report.run->ledger.balances);
  EXPECT_GT(report.run->ledger.disagreements, 0U) << board_.log();
  EXPECT_EQ(report.state, messages::PlanState::degraded);
  const bool told =
      std::any_of(report.run->notes.begin(), report.run->notes.end(), [](const std::string& note) {
        return note.find("evaluator-1@home") != std::string::npos &&
               note.find("differ") != std::string::npos;
      });
  EXPECT_TRUE(told);
}

}  // namespace
}  // namespace ballast::pipeline
