// What a display notices besides the board's own files: how fast evaluators work, whether other
// boards are heard, whether trading waits for somebody.
#include <unistd.h>

#include "messages/trading_state.hpp"
#include "tests/unit/actors/display/watched_board.hpp"

namespace ballast::actors {
namespace {

using planner::trading::TradingState;
using std::chrono::milliseconds;
using std::chrono::seconds;

class WatchingTest : public DisplayTest {
 protected:
  /// An evaluator of this board works on a plan, in a process that has one processor to itself.
  void work(int for_seconds, std::uint64_t steps_a_second) {
    messages::ActorHeartbeat beat;
    beat.role = "evaluator";
    beat.instance = "evaluator-1@" + outlet_.self().board;
    beat.board = outlet_.self().board;
    beat.pid = 77;
    beat.busy = true;
    beat.doing = "searching a plan";
    for (int i = 0; i < for_seconds; ++i) {
      beat.progress = done_ += steps_a_second;
      ticks_ += ::sysconf(_SC_CLK_TCK);
      tree_.put("proc/77/stat", "77 (ballast-actor) R 1 77 77 0 -1 4194304 5 0 0 0 " +
                                    std::to_string(ticks_) + " 0 0 0 20 0 4 0\n");
      tell(beat);
      pass(seconds{1});
    }
  }
  messages::BoardLight light(std::size_t place) {
    return last<messages::DisplayFrame>("display." + outlet_.self().board).lights.at(place);
  }

 private:
  std::uint64_t done_ = 0;
  long ticks_ = 0;
};

constexpr std::size_t led3 = 1;
constexpr std::size_t led4 = 2;

TEST_F(WatchingTest, WorkThatGetsSlowIsHeatWhereNothingElseTells) {
  tree_.put("sys/class/thermal/thermal_zone3/temp", "78000\n");
  ghz_.reset();
  begin();
  work(15, 100'000);
  EXPECT_EQ(vitals().pace, 1.0);
  EXPECT_FALSE(vitals().slowed_down);
  work(40, 50'000);
  EXPECT_EQ(vitals().pace, 0.5);
  EXPECT_TRUE(vitals().slowed_down);
  EXPECT_EQ(vitals().worst, "bad");
  EXPECT_NE(words().find("78 °C, slowed down by heat to 50 % of its pace"), std::string::npos)
      << words();
  work(70, 100'000);
  EXPECT_FALSE(vitals().slowed_down);
}

TEST_F(WatchingTest, OfACoolBoardAndOfAPcNothingIsConcluded) {
  ghz_.reset();
  begin();
  work(15, 100'000);
  work(40, 50'000);
  EXPECT_FALSE(vitals().slowed_down) << "it is cool";
  tree_.put("sys/class/thermal/thermal_zone3/temp", "78000\n");
  tree_.put("proc/device-tree/compatible", "generic");
  pass(seconds{6});
  work(40, 50'000);
  EXPECT_FALSE(vitals().slowed_down);
  EXPECT_FALSE(vitals().pace);
}

TEST_F(WatchingTest, AnotherBoardThatIsSilentIsSaidUntilItIsBack) {
  begin();
  const auto hear = [&](int for_seconds, bool attic) {
    for (int i = 0; i < for_seconds; ++i) {
      beat("broker", "here", 0);
      if (attic) beat("universe", "attic", 0);
      pass(seconds{1});
    }
  };
  hear(5, true);
  EXPECT_EQ(words().find("attic"), std::string::npos);
  EXPECT_EQ(light(led3), (messages::BoardLight{"LED3", 0, 255, 0, "blip"}));
  const hardware::Level network = frame().at(7, 8);
  hear(4, false);
  EXPECT_NE(frame().at(7, 8), network) << "three periods";
  hear(8, false);
  EXPECT_NE(words().find("; board attic is silent;"), std::string::npos) << words();
  EXPECT_EQ(light(led3), (messages::BoardLight{"LED3", 255, 255, 0, "blink"}));
  hear(2, true);
  EXPECT_EQ(words().find("attic"), std::string::npos);
  messages::ActorStopped stopped;
  stopped.instance = "universe-1@attic";
  tell(stopped);
  hear(60, false);
  EXPECT_EQ(words().find("attic"), std::string::npos) << "who ends as it should is not lost";
}

TEST_F(WatchingTest, WithoutABrokerNobodyElseIsCalledSilent) {
  begin();
  beat("broker", "here", 0);
  beat("universe", "attic", 0);
  pass(seconds{40});
  EXPECT_EQ(words().find("attic"), std::string::npos);
  EXPECT_EQ(light(led3), (messages::BoardLight{"LED3", 255, 0, 0, "solid"}));
}

TEST_F(WatchingTest, TradingThatWaitsForSomebodyIsYellow) {
  begin();
  messages::TradingStanding standing;
  standing.broker = "paper";
  outlet_.responder = [&](const RecordingOutlet::Request& request) {
    EXPECT_EQ(request.route, "trading");
    EXPECT_EQ(request.payload.type, messages::GetTradingState::type);
    return messages::pack(standing);
  };
  const auto after_ten_seconds = [&] {
    for (int i = 0; i < 11; ++i) {
      beat("trading", "here", 0);
      pass(seconds{1});
    }
    return words();
  };
  pass(seconds{30});
  EXPECT_TRUE(outlet_.requests.empty()) << "there is no trading";
  after_ten_seconds();
  EXPECT_EQ(light(led4), (messages::BoardLight{"LED4", 0, 0, 0, "solid"}));
  standing.state = TradingState::halt;
  EXPECT_NE(after_ten_seconds().find("; trading is halted until `ballast resume`;"),
            std::string::npos)
      << words();
  EXPECT_EQ(light(led4), (messages::BoardLight{"LED4", 255, 255, 0, "blink"}));
  standing.tripped = "a fall of 12 %";
  EXPECT_NE(after_ten_seconds().find("trading stopped itself"), std::string::npos) << words();
  standing = {};
  standing.emergency.emplace();
  after_ten_seconds();
  EXPECT_EQ(light(led4).red, 0U) << "cash that is only low waits for nobody";
  standing.emergency->below_zero = true;
  EXPECT_NE(after_ten_seconds().find("cash is below zero"), std::string::npos) << words();
  standing.emergency.reset();
  after_ten_seconds();
  EXPECT_EQ(light(led4).red, 0U);
  const std::size_t asked = outlet_.requests.size();
  EXPECT_LE(asked, 8U) << "once in ten seconds";
  pass(seconds{60});
  EXPECT_LE(outlet_.requests.size(), asked + 1) << "who is silent is not asked";
}

TEST_F(WatchingTest, AnAnswerOfTradingThatIsMissingChangesNothing) {
  begin();
  beat("trading", "here", 0);
  pass(seconds{2});
  ASSERT_EQ(outlet_.requests.size(), 1U);
  beat("trading", "here", 0);
  pass(seconds{9});
  EXPECT_EQ(outlet_.requests.size(), 1U) << "one at a time";
  outlet_.answer(0, messages::Payload{"TradingStanding", "rubbish"});
  beat("trading", "here", 0);
  pass(seconds{2});
  ASSERT_EQ(outlet_.requests.size(), 2U);
  outlet_.answer(1,
                 tl::unexpected(planner::Failure{planner::FailureKind::unavailable, "", "", ""}));
  EXPECT_EQ(light(led4), (messages::BoardLight{"LED4", 0, 0, 0, "solid"}));
}

}  // namespace
}  // namespace ballast::actors
