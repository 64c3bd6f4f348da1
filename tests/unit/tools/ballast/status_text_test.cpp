#include "tools/ballast/status_text.hpp"

#include <sstream>

#include <gtest/gtest.h>

#include "tools/ballast/board_text.hpp"
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
  EXPECT_EQ(status_text({{actor("broker-1@home"), worker, gone}}, crew, {}, {}),
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
  std::istringstream text(status_text({{worker}}, crew, {}, {}));
  for (std::string line; std::getline(text, line);) EXPECT_LE(display_width(line), 80U) << line;
}

TEST(StatusText, SaysWhenTheCoordinatorDoesNotAnswer) {
  EXPECT_NE(status_text({{actor("broker-1@home")}}, {}, {"home"}, {})
                .find("The coordinator does not answer"),
            std::string::npos);
}

messages::BoardVitals warm_board() {
  messages::BoardVitals out;
  out.board = "home";
  out.kind = "unoq";
  out.celsius = 81.4;
  out.load = 3.25;
  out.memory_kib = 1'782'784;
  out.available_kib = 1'128'448;
  out.clock_ghz = 1.31;
  out.clock_most_ghz = 2.016;
  out.slowed_down = true;
  out.grades = {{"temperature", "bad"}, {"memory", "ok"}, {"flash", "unknown"}};
  out.lights.emplace();
  out.lights->state = "up";
  out.lights->sent = 812;
  out.lights->expired = 3;
  out.lights->connected = 2;
  out.lights->resets = 1;
  out.lights->microcontroller = messages::MicrocontrollerCounts{7'500'000, 800, 0, 1, 950, 1};
  return out;
}

TEST(StatusText, TellsWhatADisplayToldOfItsBoard) {
  const std::string text = status_text({{actor("broker-1@home"), actor("broker-2@other")}},
                                       messages::CrewReport{}, {}, {{"home", warm_board()}});
  EXPECT_NE(
      text.find("unoq, 81 °C, load 3.2, 1.1 of 1.7 GB free, clock 1.3 of 2.0 GHz, slowed down by\n"
                "heat, temperature bad; lights up: 812 calls, 3 unanswered, 1 reconnection, 1\n"
                "reset; microcontroller up 2h05m: 800 pictures, 1 silence, 1 restart, longest\n"
                "loop 0.9 ms\n\nboard other"),
      std::string::npos)
      << text;
}

TEST(BoardText, OfAPlainPcIsShort) {
  messages::BoardVitals vitals;
  vitals.kind = "generic";
  vitals.lights.emplace();
  vitals.lights->state = "absent";
  EXPECT_EQ(vitals_text(vitals), "generic; lights absent");
}

TEST(BoardText, OfABoardWhoseLightsAreOutOfReachItSaysWhy) {
  messages::BoardVitals vitals;
  vitals.kind = "unoq";
  vitals.lights.emplace();
  vitals.lights->state = "absent";
  EXPECT_EQ(vitals_text(vitals), "unoq; lights absent");
  vitals.lights->trouble = "/run/r.sock: Permission denied";
  EXPECT_EQ(vitals_text(vitals), "unoq; lights absent: /run/r.sock: Permission denied");
  vitals.lights->state = "wedged";
  vitals.lights->trouble = "the microcontroller does not answer";
  vitals.lights->connected = 1;
  vitals.lights->sent = 71;
  vitals.lights->expired = 3;
  vitals.lights->dropped = 12;
  EXPECT_EQ(vitals_text(vitals),
            "unoq; lights wedged: the microcontroller does not answer, 71 calls, 3 unanswered, 12 "
            "pictures overtaken");
}

TEST(BoardText, TellsWhatWearsAndWhatIsSlow) {
  messages::BoardVitals vitals;
  vitals.kind = "unoq";
  vitals.swap_kib = 524'288;
  vitals.swap_free_kib = 524'288;
  EXPECT_EQ(vitals_text(vitals), "unoq");
  vitals.swap_free_kib = 262'144;
  vitals.flash_written_kib = 3'355'443;
  vitals.wifi_dbm = -56;
  vitals.pace = 0.624;
  vitals.slowed_down = true;
  EXPECT_EQ(vitals_text(vitals),
            "unoq, 0.2 GB swapped out, 3.2 GB written since it started, Wi-Fi -56 dBm, "
            "evaluators at 62 % of their best pace, slowed down by heat");
}

TEST(BoardText, LightsHaveAColourAndAPattern) {
  messages::DisplayFrame frame;
  frame.lights = {
      {"LED1", 0, 0, 0, "solid"}, {"LED3", 0, 63, 0, "blip"}, {"LED4", 255, 0, 255, "solid"}};
  EXPECT_EQ(lights_text(frame, false), "LED1 off, LED3 green blip, LED4 magenta");
  frame.link = "up";
  EXPECT_EQ(lights_text(frame, true),
            "LED1 off, \x1b[38;2;0;63;0m●\x1b[0m LED3 green blip, "
            "\x1b[38;2;255;0;255m●\x1b[0m LED4 magenta; link up");
}

}  // namespace
}  // namespace ballast::tools
