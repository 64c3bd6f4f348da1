// What a display makes of heartbeats, plans and a board.
#include "actors/display/display.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "messages/board.hpp"
#include "messages/planning.hpp"
#include "tests/unit/actors/recording_outlet.hpp"
#include "tests/unit/hardware/board_tree.hpp"
#include "tests/unit/hardware/fake_router.hpp"

namespace ballast::actors {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class DisplayTest : public testing::Test {
 protected:
  DisplayTest() { hardware::put_idle_board(tree_); }

  void begin() { display_.start(outlet_); }

  /// Lets time pass in steps of the display's own.
  void pass(milliseconds time) {
    for (milliseconds gone{0}; gone < time; gone += milliseconds{100}) {
      outlet_.time += milliseconds{100};
      outlet_.fire_timers();
    }
  }

  template <class Body>
  void tell(const Body& body) {
    messages::Envelope event;
    event.header.type = Body::type;
    event.body = messages::pack(body).bytes;
    display_.observe(event, outlet_);
  }

  void beat(const std::string& role, const std::string& board, std::uint64_t progress,
            bool busy = true) {
    messages::ActorHeartbeat out;
    out.role = role;
    out.instance = role + "-1@" + board;
    out.board = board;
    out.progress = progress;
    out.busy = busy;
    out.ready = true;
    tell(out);
  }

  template <class Body>
  Body last(const std::string& topic) {
    for (auto at = outlet_.events.rbegin(); at != outlet_.events.rend(); ++at) {
      if (at->topic == topic) return messages::decode<Body>(at->payload.bytes).value();
    }
    ADD_FAILURE() << "nothing was told on " << topic;
    return {};
  }
  hardware::Frame frame() {
    const auto told = last<messages::DisplayFrame>("display." + outlet_.self().board);
    return hardware::Frame::of_bytes(
        std::vector<std::uint8_t>(told.points.begin(), told.points.end()));
  }
  messages::BoardVitals vitals() {
    return last<messages::BoardVitals>("board.vitals." + outlet_.self().board);
  }
  std::string words() {
    return last<messages::DisplayFrame>("display." + outlet_.self().board).words;
  }

  hardware::BoardTree tree_;
  [[nodiscard]] std::string router() const { return (tree_.folder() / "router.sock").string(); }

  broker::PollSet pollables_;
  Display display_{{hardware::SystemRoot{tree_.folder()}, tree_.folder(), router(), 0}, pollables_};
  RecordingOutlet outlet_;
};

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
  pass(milliseconds{100});
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
  EXPECT_EQ(frame().at(7, 12), hardware::Level::full);
  pass(std::chrono::minutes{10});
  EXPECT_EQ(frame().at(7, 12), hardware::Level::off);
}

TEST_F(DisplayTest, TheBoardsOwnLightsShowTheSame) {
  hardware::FakeRouter fake(router());
  begin();
  const auto both = [&](milliseconds time) {
    for (milliseconds gone{0}; gone < time; gone += milliseconds{100}) {
      pass(milliseconds{100});
      for (int i = 0; i < 4; ++i) {
        fake.turn();
        pollables_.poll(milliseconds{0});
      }
    }
  };
  beat("broker", "board-1", 0);
  both(seconds{2});
  ASSERT_FALSE(fake.frames.empty());
  const auto bytes = frame().bytes();
  EXPECT_EQ(fake.frames.back(), std::string(bytes.begin(), bytes.end()));
  EXPECT_EQ(std::count(fake.calls.begin(), fake.calls.end(), "hw/led"), 2);
  const std::size_t before = fake.frames.size();
  both(seconds{10});
  EXPECT_LE(fake.frames.size(), before + 22) << "one a second where nothing moves but the time";
  EXPECT_GE(fake.frames.size(), before + 9);
  fake.stop();
  both(seconds{1});
  fake.start();
  both(seconds{4});
  EXPECT_GE(std::count(fake.calls.begin(), fake.calls.end(), "hw/led"), 4);
}

TEST_F(DisplayTest, RubbishAndCommandsLeaveItAlone) {
  begin();
  messages::Envelope event;
  event.header.type = messages::PlanProgress::type;
  event.body = "rubbish";
  display_.observe(event, outlet_);
  event.header.type = "Unheard";
  event.header.id = "c";
  display_.receive(event, outlet_);
  EXPECT_EQ(outlet_.refusals["c"].size(), 1U);
  pass(seconds{1});
  EXPECT_EQ(words().find("no plan is made"), 0U);
}

}  // namespace
}  // namespace ballast::actors
