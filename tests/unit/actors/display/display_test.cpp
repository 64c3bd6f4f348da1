// What a display makes of heartbeats, plans and a board.
#include <algorithm>

#include "messages/plan_report.hpp"
#include "messages/planning.hpp"
#include "tests/unit/actors/display/watched_board.hpp"

namespace ballast::actors {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST_F(DisplayTest, TellsHowTheBoardIs) {
  begin();
  EXPECT_EQ(vitals().kind, "unoq");
  EXPECT_EQ(vitals().celsius, 45.3);
  EXPECT_EQ(vitals().grades.size(), hardware::gauge_count);
  EXPECT_EQ(outlet_.events.front().keep, broker::Outlet::Keep::last_value);
}

TEST_F(DisplayTest, AHotBoardIsToldAtOnceAndFeedsFewerWorkers) {
  begin();
  pass(seconds{10});
  const auto before = vitals().workers;
  tree_.put("sys/class/thermal/thermal_zone3/temp", "92000\n");
  pass(seconds{6});
  EXPECT_EQ(vitals().worst, "critical");
  EXPECT_EQ(vitals().workers, 1U);
  EXPECT_LE(vitals().workers, before);
  tree_.put("sys/class/thermal/thermal_zone3/temp", "45000\n");
  pass(seconds{60} + seconds{60} * before);
  EXPECT_EQ(vitals().workers, before);
}

TEST_F(DisplayTest, ShowsThePlanAndThenItsSteps) {
  begin();
  messages::PlanProgress progress;
  progress.plan_id = "p";
  progress.stage = "searching";
  progress.done = 24;
  progress.total = 48;
  tell(progress);
  pass(milliseconds{400});
  EXPECT_EQ(frame().at(0, 5), hardware::Level::full);
  EXPECT_EQ(frame().at(0, 6), hardware::Level::off);
  EXPECT_NE(words().find("searching 50 %"), std::string::npos) << words();
  messages::PlanCompleted completed;
  completed.plan_id = "p";
  completed.state = messages::PlanState::completed;
  completed.steps = 7;
  tell(completed);
  pass(milliseconds{100});
  EXPECT_EQ(frame(), hardware::paint_result(7));
  pass(seconds{3});
  EXPECT_NE(frame(), hardware::paint_result(7));
  EXPECT_EQ(frame().at(7, 0), hardware::Level::off) << "the words run through";
  pass(seconds{4});
  EXPECT_NE(words().find("no plan is made"), std::string::npos) << words();
  EXPECT_EQ(frame().at(0, 0), hardware::Level::off);
}

TEST_F(DisplayTest, WorkersAreMeasuredAgainstTheirOwnBest) {
  begin();
  for (std::uint64_t i = 0; i <= 5; ++i) {
    beat("broker", "board-1", 0);
    beat("evaluator", outlet_.self().board, i * 1'000);
    beat("evaluator", "other", i * 500);
    pass(seconds{1});
  }
  EXPECT_EQ(frame().at(2, 0), hardware::Level::full);
  EXPECT_EQ(frame().at(2, 7), hardware::Level::full);
  beat("evaluator", outlet_.self().board, 5'200);  // a fifth of its best
  pass(milliseconds{100});
  EXPECT_EQ(frame().at(5, 0), hardware::Level::off);
  EXPECT_EQ(frame().at(6, 0), hardware::Level::full);
  pass(seconds{4});
  EXPECT_NE(words().find("silent"), std::string::npos) << words();
  pass(seconds{120});
  EXPECT_NE(words().find("0 of 0"), std::string::npos) << words();
}

TEST_F(DisplayTest, AnErrorOfAnActorStaysForTenMinutes) {
  begin();
  messages::ActorHeartbeat failing;
  failing.role = "portfolio";
  failing.instance = "portfolio-1@b";
  failing.last_error = "the disk is full";
  tell(failing);
  pass(milliseconds{100});
  EXPECT_EQ(frame(), hardware::paint_error(10));
  pass(seconds{11});
  EXPECT_EQ(frame().at(7, 12), hardware::Level::full);
  tell(failing);
  pass(milliseconds{100});
  EXPECT_EQ(frame().at(7, 12), hardware::Level::full) << "the same again is no news";
  outlet_.time += std::chrono::minutes{9};
  pass(seconds{59});
  EXPECT_EQ(frame().at(7, 12), hardware::Level::full);
  pass(seconds{12});
  EXPECT_EQ(frame().at(7, 12), hardware::Level::off);
}

TEST_F(DisplayTest, WhatSomebodyHasSeenGoesFromTheLights) {
  begin();
  const auto seen = [&](const std::string& id) {
    const auto command = command_of(messages::AcknowledgeErrors{}, id);
    display_->receive(command, outlet_);
    pass(milliseconds{100});
    return outlet_.reply_to<messages::ErrorsAcknowledged>(command);
  };
  EXPECT_EQ(seen("1"), (messages::ErrorsAcknowledged{outlet_.self().board, false}));
  messages::ActorHeartbeat failing;
  failing.role = "portfolio";
  failing.instance = "portfolio-1@b";
  failing.last_error = "the disk is full";
  pass(seconds{1});
  tell(failing);
  messages::PlanCompleted completed;
  completed.plan_id = "p";
  completed.state = messages::PlanState::failed;
  tell(completed);
  pass(seconds{12});
  EXPECT_EQ(frame().at(7, 12), hardware::Level::full);
  EXPECT_EQ(seen("2"), (messages::ErrorsAcknowledged{outlet_.self().board, true}));
  EXPECT_EQ(frame().at(7, 12), hardware::Level::off);
  failing.last_error_age_ms = 13'000;
  tell(failing);
  pass(milliseconds{100});
  EXPECT_EQ(frame().at(7, 12), hardware::Level::off) << "it is told on, and known";
  failing.last_error_age_ms = 0;
  tell(failing);
  pass(milliseconds{100});
  EXPECT_EQ(frame(), hardware::paint_error(10)) << "another one";
}

TEST_F(DisplayTest, ABarNeverGoesBackAndAnotherPlanWaitsForIt) {
  begin();
  messages::PlanProgress progress;
  progress.plan_id = "p";
  progress.stage = "searching";
  progress.total = 48;
  const auto shown = [&](const char* plan, std::uint64_t done) {
    progress.plan_id = plan;
    progress.done = done;
    tell(progress);
    pass(milliseconds{100});
    const hardware::Frame now = frame();
    int lit = 0;
    for (int column = 0; column < 12; ++column)
      lit += now.at(0, column) == hardware::Level::off ? 0 : 1;
    return lit;
  };
  EXPECT_EQ(shown("p", 24), 0) << "a new plan is dark for a moment";
  pass(milliseconds{200});
  EXPECT_EQ(shown("p", 24), 6);
  EXPECT_EQ(shown("p", 12), 6);
  EXPECT_EQ(shown("q", 48), 6);
  EXPECT_EQ(shown("p", 36), 9);
  pass(seconds{6});
  EXPECT_EQ(shown("q", 12), 0);
  pass(milliseconds{300});
  EXPECT_EQ(shown("q", 12), 3);
}

TEST_F(DisplayTest, AFailedPlanIsAnErrorUntilOneEndsWell) {
  begin();
  const hardware::Frame idle = frame();
  messages::PlanCompleted completed;
  completed.plan_id = "p";
  completed.state = messages::PlanState::cancelled;
  tell(completed);
  pass(milliseconds{100});
  EXPECT_EQ(frame(), idle);
  completed.state = messages::PlanState::failed;
  tell(completed);
  pass(milliseconds{100});
  EXPECT_EQ(frame(), hardware::paint_error(1));
  outlet_.time += std::chrono::minutes{20};
  pass(milliseconds{100});
  EXPECT_EQ(frame().at(7, 12), hardware::Level::full);
  completed.state = messages::PlanState::completed;
  tell(completed);
  pass(seconds{12});
  EXPECT_EQ(frame().at(7, 12), hardware::Level::off);
}

TEST_F(DisplayTest, APlanOfOldPricesIsSaid) {
  begin();
  const auto light = [&] {
    return last<messages::DisplayFrame>("display." + outlet_.self().board).lights.back();
  };
  messages::PlanReport report;
  report.decision.emplace();
  report.decision->prices.stale = {"AAA"};
  outlet_.responder = [&](const RecordingOutlet::Request& request) {
    EXPECT_EQ(request.route, "coordinator");
    const auto wish = messages::decode<messages::GetPlan>(request.payload.bytes).value();
    EXPECT_FALSE(wish.with_inputs);
    report.plan_id = wish.plan_id;
    return messages::pack(report);
  };
  messages::PlanCompleted completed;
  completed.state = messages::PlanState::completed;
  for (int i = 0; i < 50; ++i) {
    completed.plan_id = "p" + std::to_string(i);
    completed.decision_hash = "h";
    tell(completed);
  }
  pass(seconds{2});
  ASSERT_EQ(outlet_.requests.size(), 1U) << "only of the newest of a second";
  EXPECT_EQ(outlet_.requests.back().correlation, "p49");
  EXPECT_EQ(light(), (messages::BoardLight{"LED4", 255, 0, 255, "blip"}));
  EXPECT_NE(words().find("old prices"), std::string::npos) << words();
  report.decision->prices.stale.clear();
  tell(completed);
  pass(seconds{2});
  EXPECT_EQ(light(), (messages::BoardLight{"LED4", 0, 0, 0, "solid"}));
}

TEST_F(DisplayTest, WithoutAnAnswerAboutAPlanItGoesOn) {
  begin();
  messages::PlanCompleted completed;
  completed.plan_id = "p";
  completed.decision_hash = "h";
  tell(completed);
  pass(seconds{3});
  ASSERT_EQ(outlet_.requests.size(), 1U) << "one at a time";
  tell(completed);
  pass(seconds{3});
  ASSERT_EQ(outlet_.requests.size(), 1U);
  outlet_.answer(0,
                 tl::unexpected(planner::Failure{planner::FailureKind::unavailable, "", "", ""}));
  pass(seconds{2});
  ASSERT_EQ(outlet_.requests.size(), 2U);
  outlet_.answer(1, messages::Payload{"PlanReport", "rubbish"});
  pass(seconds{1});
  EXPECT_EQ(words().find("old prices"), std::string::npos);
}

TEST_F(DisplayTest, AtNightAllIsDim) {
  LightsFile lights;
  lights.night = Night{22 * 60, 7 * 60};
  minute_ = 12 * 60;
  begin(lights);
  messages::PlanCompleted completed;
  completed.plan_id = "p";
  completed.state = messages::PlanState::completed;
  completed.steps = 7;
  tell(completed);
  pass(milliseconds{100});
  EXPECT_EQ(frame(), hardware::paint_result(7));
  const auto brightness = [&] {
    const auto told = last<messages::DisplayFrame>("display." + outlet_.self().board).lights;
    return std::max({told[1].red, told[1].green, told[1].blue});
  };
  EXPECT_EQ(brightness(), 255U);
  for (const int minute : {22 * 60, 0, 7 * 60 - 1}) {
    minute_ = minute;
    pass(milliseconds{100});
    EXPECT_EQ(frame(), hardware::at_night(hardware::paint_result(7))) << minute;
    EXPECT_EQ(brightness(), 63U) << minute;
  }
  minute_ = 7 * 60;
  pass(milliseconds{100});
  EXPECT_EQ(frame(), hardware::paint_result(7));
}

TEST_F(DisplayTest, AClockThatHeatHoldsDownIsTold) {
  for (const char* file : {"cpuinfo_max_freq", "scaling_cur_freq"}) {
    tree_.put(std::string("sys/devices/system/cpu/cpufreq/policy0/") + file, "2016000");
  }
  begin();
  pass(seconds{21});
  EXPECT_EQ(vitals().clock_ghz, 2.0);
  EXPECT_FALSE(vitals().slowed_down);
  ghz_ = 1.2;
  pass(seconds{21});
  EXPECT_TRUE(vitals().slowed_down);
  EXPECT_EQ(vitals().worst, "bad");
  EXPECT_NE(words().find(", 45 °C, slowed down by heat to 1.2 of 2.0 GHz"), std::string::npos)
      << words();
  tree_.put("proc/device-tree/compatible", "generic");
  pass(seconds{16});
  EXPECT_FALSE(vitals().clock_ghz) << "of another machine nothing is concluded";
}

TEST_F(DisplayTest, ABoardWithoutACoordinatorShowsWhetherItIsHeard) {
  begin();
  beat("coordinator", outlet_.self().board, 0);
  pass(seconds{5});
  const hardware::Level clock = frame().at(7, 11);
  beat("coordinator", "other", 0);
  pass(milliseconds{100});
  EXPECT_EQ(frame().at(7, 11), hardware::Level::dim);
  outlet_.time = std::chrono::duration_cast<seconds>(outlet_.time) + seconds{5};
  pass(milliseconds{100});
  EXPECT_EQ(frame().at(7, 11), hardware::Level::middle) << "three periods";
  outlet_.time = std::chrono::duration_cast<seconds>(outlet_.time) + seconds{6};
  pass(milliseconds{100});
  EXPECT_EQ(frame().at(7, 11), hardware::Level::full) << "ten";
  EXPECT_NE(clock, hardware::Level::off);
}

TEST_F(DisplayTest, RubbishAndCommandsLeaveItAlone) {
  begin();
  messages::Envelope event;
  event.header.type = messages::PlanProgress::type;
  event.body = "rubbish";
  display_->observe(event, outlet_);
  event.header.type = "Unheard";
  event.header.id = "c";
  display_->receive(event, outlet_);
  EXPECT_EQ(outlet_.refusals["c"].size(), 1U);
  pass(seconds{1});
  EXPECT_EQ(words().find("no plan is made"), 0U);
}

}  // namespace
}  // namespace ballast::actors
