// What the system may take of a small board: memory of idle actors, of workers in a large plan, of
// the whole board; size of the programs; time to start.
#include <algorithm>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "broker/presence.hpp"
#include "tests/pipeline/plans/board_of_processes.hpp"
#include "tests/pipeline/plans/cluster_client.hpp"
#include "tests/pipeline/plans/market_of_test.hpp"
#include "tests/pipeline/plans/memory_of_process.hpp"

namespace ballast::pipeline {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t mib = 1U << 20U;
constexpr std::uint64_t idle_actor_max = 16 * mib;
constexpr std::uint64_t busy_worker_max = 64 * mib;
constexpr std::uint64_t idle_board_max = 160 * mib;
/// Users' builds are optimised; without that the same code is twice as large.
constexpr std::uint64_t program_max = std::uint64_t{BALLAST_PROGRAM_MIB} << 20U;
/// The budget is a second on a board of its own; this machine may have other things to do.
constexpr auto start_longest = 5s;

std::string in_kib(std::uint64_t bytes) {
  return std::to_string(bytes / 1024);
}

class Budgets : public testing::Test {
 protected:
  Budgets() : board_({false, "", wide_market().planner_file, wide_market().stores}) {}

  void SetUp() override {
    if (!proportional_bytes(::getpid())) GTEST_SKIP() << "the kernel tells no smaps_rollup";
  }

  void start_board(int evaluators) {
    board_.start_all_but_evaluators();
    board_.start_evaluators(evaluators);
    client_.emplace(board_.map());
    client_->wait_until_ready(board_.names());
  }

  std::uint64_t memory_of(const std::string& name) {
    return proportional_bytes(board_.pid(name)).value_or(0);
  }

  void expect_idle_board_fits(const std::string& when) {
    std::uint64_t all = 0;
    for (const std::string& name : board_.names()) {
      const std::uint64_t bytes = memory_of(name);
      all += bytes;
      RecordProperty(fmt::format("{}_{}_kib", when, name), in_kib(bytes));
      EXPECT_GT(bytes, 0U) << name;
      EXPECT_LE(bytes, idle_actor_max) << name << " " << when;
    }
    RecordProperty(when + "_board_kib", in_kib(all));
    EXPECT_LE(all, idle_board_max) << when;
  }

  BoardOfProcesses board_;
  std::optional<ClusterClient> client_;
};

messages::CreatePlan wish_of_ten_steps() {
  return wish_of_wide_space("2", "8", {{"beam_width", "100"}, {"max_loss_threshold", "-1"}});
}

TEST_F(Budgets, AnIdleBoardIsSmallAlsoAfterAPlan) {
  start_board(2);
  expect_idle_board_fits("fresh");
  expect_sound(client_->plan(wish_of_ten_steps()));
  client_->beats.clear();
  client_->wait([&] {
    return std::any_of(client_->beats.begin(), client_->beats.end(), [](const auto& beat) {
      return beat.second.role == "coordinator" && beat.second.doing == "idle";
    });
  });
  expect_idle_board_fits("afterwards");
}

TEST_F(Budgets, WorkersStaySmallDuringALargePlan) {
  start_board(2);
  std::map<std::string, std::uint64_t> most;
  client_->observer = [&](const messages::Envelope& event) {
    if (event.header.type != messages::PlanProgress::type) return;
    for (const char* name : {"evaluator-1", "evaluator-2", "coordinator-1"}) {
      most[name] = std::max(most[name], memory_of(name));
    }
  };
  expect_sound(client_->plan(wish_of_ten_steps()));
  EXPECT_EQ(most.size(), 3U);
  for (const auto& [name, bytes] : most) {
    RecordProperty(name + "_kib", in_kib(bytes));
    EXPECT_LE(bytes, busy_worker_max) << name;
  }
}

TEST_F(Budgets, ActorsStartQuickly) {
  const broker::SystemClock clock;
  const auto begun = clock.now();
  board_.start("broker-1");
  while (broker::probe(board_.map().front_door(), 1s) != broker::Presence::listening &&
         clock.now() - begun < patience) {
  }
  const auto millis = [](broker::Monotonic time) {
    return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(time).count());
  };
  RecordProperty("broker_ms", millis(clock.now() - begun));
  client_.emplace(board_.map());
  for (const std::string role : {"universe", "portfolio", "trading", "opportunity", "generator",
                                 "coordinator", "evaluator"}) {
    const auto started = clock.now();
    board_.start(role + "-1");
    const std::string instance = role + "-1@home";
    EXPECT_TRUE(client_->wait([&] { return client_->beats.count(instance) != 0; })) << role;
    const auto taken = clock.now() - started;
    RecordProperty(role + "_ms", millis(taken));
    EXPECT_LT(taken, start_longest) << role;
  }
}

TEST(Programs, AreSmallOnceStripped) {
  for (const char* variable : {"BALLAST_ACTOR", "BALLAST_PROGRAM"}) {
    const auto program = broker::process_environment()(variable);
    ASSERT_TRUE(program) << variable << " names no program";
    const auto bytes = stripped_bytes(*program);
    ASSERT_TRUE(bytes) << *program;
    testing::Test::RecordProperty(std::string(variable) + "_kib", in_kib(*bytes));
    EXPECT_LE(*bytes, program_max) << *program;
  }
}

}  // namespace
}  // namespace ballast::pipeline
