#include "tools/ballast/status_text.hpp"

#include <sstream>

#include <gtest/gtest.h>

#include "tools/report/table.hpp"

namespace ballast::tools {
namespace {

messages::RegisteredActor actor(const std::string& instance) {
  messages::RegisteredActor one;
  one.alive = true;
  one.heartbeat.instance = instance;
  one.heartbeat.board = instance.substr(instance.find('@') + 1);
  one.heartbeat.ready = true;
  one.heartbeat.doing = "idle";
  one.heartbeat.pid = 4'194'304;
  one.heartbeat.uptime_ms = 185'000;
  one.heartbeat.memory_kb = 5'222;
  one.heartbeat.memory_budget_kb = std::uint64_t{16} * 1024;
  return one;
}

TEST(StatusText, SlowIsReadyAndBusyWithoutProgressIsStuck) {
  auto one = actor("evaluator-1@home");
  one.heartbeat.busy = true;
  one.still_ms = 2'000;
  EXPECT_EQ(state_of(one), "ready");
  one.still_ms = 5'000;
  EXPECT_EQ(state_of(one), "stuck");
  one.alive = false;
  EXPECT_EQ(state_of(one), "gone");
}

TEST(StatusText, WhoIsRefusedIsNotStarting) {
  auto one = actor("evaluator-1@home");
  one.heartbeat.ready = false;
  EXPECT_EQ(state_of(one), "starting");
  one.heartbeat.doing = "refused: its engine is another";
  EXPECT_EQ(state_of(one), "refused");
}

TEST(StatusText, ShowsEachBoardWithItsActorsAndTheirRemarks) {
  auto worker = actor("evaluator-1@home");
  worker.restarts = 2;
  worker.heartbeat.doing = "searching 019d42f1";
  worker.heartbeat.memory_kb = std::uint64_t{70} * 1024;
  worker.heartbeat.memory_budget_kb = std::uint64_t{64} * 1024;
  worker.heartbeat.last_error = "it failed in work: no";
  worker.heartbeat.last_error_age_ms = 60'000;
  auto gone = actor("evaluator-1@other");
  gone.alive = false;
  gone.age_ms = 9'000;
  const messages::CrewReport crew{{{"evaluator-1@home", "home", 1, 2, 40, 10, false}}};
  EXPECT_EQ(status_text({{actor("broker-1@home"), worker, gone}}, crew, {}),
            "board home: 2 actors, 75.1 MB\n"
            "actor        state      pid     up  restarts  memory MB  leases    age\n"
            "broker-1     ready  4194304  3m05s         0     5.1/16\n"
            "evaluator-1  ready  4194304  3m05s         2  ! 70.0/64     1/2  40 ms\n"
            "    searching 019d42f1\n"
            "    last error, 1m00s ago: it failed in work: no\n"
            "\n"
            "board other: 1 actors, 0.0 MB\n"
            "actor        state      pid     up  restarts  memory MB  leases  age\n"
            "evaluator-1  gone   4194304  3m05s         0     5.1/16\n"
            "    last heard 9s ago\n");
}

TEST(StatusText, FitsEightyColumnsWhateverIsRemarked) {
  auto worker = actor("opportunity-12@home");
  worker.heartbeat.ready = false;
  worker.heartbeat.doing =
      "refused: its engine 46ae7264 is not the coordinator's 4e657874, so the "
      "two might disagree; put the same release on both boards";
  worker.heartbeat.last_error = worker.heartbeat.doing;
  worker.heartbeat.memory_kb = 123'456;
  worker.restarts = 1'000;
  const messages::CrewReport crew{{{"opportunity-12@home", "home", 12, 16, 99'999, 10, false}}};
  std::istringstream text(status_text({{worker}}, crew, {}));
  for (std::string line; std::getline(text, line);) EXPECT_LE(display_width(line), 80U) << line;
}

TEST(StatusText, SaysWhenTheCoordinatorDoesNotAnswer) {
  EXPECT_NE(
      status_text({{actor("broker-1@home")}}, {}, {"home"}).find("The coordinator does not answer"),
      std::string::npos);
}

}  // namespace
}  // namespace ballast::tools
