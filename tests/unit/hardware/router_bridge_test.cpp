// The link to the microcontroller, against a router that misbehaves in every way that was seen.
#include "hardware/router/router_bridge.hpp"

#include <gtest/gtest.h>

#include "tests/unit/hardware/linked_router.hpp"

namespace ballast::hardware {
namespace {

using std::chrono::seconds;

class RouterTest : public LinkedRouter {};

TEST_F(RouterTest, WithoutASocketItTriesEverLessOften) {
  begin();
  pass(seconds{120});
  EXPECT_EQ(bridge_->state(), LinkState::absent);
  EXPECT_LE(alarms_, 10);
  EXPECT_NE(bridge_->trouble().find("No such file"), std::string::npos) << bridge_->trouble();
  router_.emplace(path());
  pass(seconds{31});
  EXPECT_EQ(bridge_->state(), LinkState::up);
}

TEST_F(RouterTest, WithoutASketchItAsksAgainUntilThereIsOne) {
  router_.emplace(path());
  router_->routes.clear();
  begin();
  pass(seconds{9});
  EXPECT_EQ(bridge_->state(), LinkState::router_only);
  EXPECT_LE(router_->calls.size(), 6U);
  router_->text_errors = true;
  pass(seconds{3});
  EXPECT_EQ(bridge_->state(), LinkState::router_only);
  router_->routes = {"hw/hello"};
  pass(seconds{3});
  EXPECT_EQ(bridge_->state(), LinkState::up);
}

TEST_F(RouterTest, AnotherProtocolIsNotDrawnOn) {
  router_.emplace(path());
  router_->hello = 0x020D0808;
  begin();
  pass(seconds{1});
  EXPECT_EQ(bridge_->state(), LinkState::router_only);
  EXPECT_EQ(bridge_->trouble(), "the sketch speaks another protocol");
}

TEST_F(RouterTest, OneByteAtATimeIsEnough) {
  router_.emplace(path());
  router_->piece = 1;
  begin();
  pass(seconds{1});
  EXPECT_EQ(call("hw/frame", {std::uint64_t{1}, Bytes(104, 7)}), Value{std::uint64_t{1}});
  ASSERT_EQ(router_->frames.size(), 1U);
  EXPECT_EQ(router_->frames.front(), std::string(104, '\7'));
}

TEST_F(RouterTest, OneCallAtATimeAndNoneThatIsTooLarge) {
  router_.emplace(path());
  begin();
  pass(seconds{1});
  EXPECT_FALSE(bridge_->call("hw/frame", std::vector<Argument>{Bytes(240, 1)}, milliseconds{250},
                             now_, [](const auto&, const auto&) { FAIL(); }));
  EXPECT_TRUE(bridge_->is_free());
  const std::size_t before = router_->calls.size();
  int replies = 0;
  const auto count = [&](const auto&, const auto&) { ++replies; };
  EXPECT_TRUE(bridge_->call("hw/stat", {}, milliseconds{250}, now_, count));
  EXPECT_FALSE(bridge_->call("hw/stat", {}, milliseconds{250}, now_, count));
  pass(milliseconds{50});
  EXPECT_EQ(replies, 1);
  EXPECT_EQ(router_->calls.size(), before + 1);
}

TEST_F(RouterTest, AMissingAnswerIsGivenUpAndNeverMatchedLater) {
  router_.emplace(path());
  begin();
  pass(seconds{1});
  router_->lost = 1;
  EXPECT_FALSE(call("hw/stat"));
  EXPECT_EQ(bridge_->counts().expired, 1U);
  EXPECT_EQ(bridge_->state(), LinkState::suspect);
  pass(seconds{2});
  EXPECT_EQ(bridge_->state(), LinkState::up);
  router_->say(std::string("\x94\x01\x02\xC0\xC3", 5));  // of the call that was given up
  pass(milliseconds{10});
  EXPECT_EQ(bridge_->counts().late, 1U);
  EXPECT_TRUE(call("hw/stat"));
}

TEST_F(RouterTest, AJammedMicrocontrollerIsHelpedStepByStep) {
  int resets = 0;
  router_.emplace(path());
  begin([&] {
    ++resets;
    return std::string();
  });
  pass(seconds{1});
  router_->answers = false;
  EXPECT_FALSE(call("hw/stat"));
  pass(seconds{5});
  EXPECT_EQ(bridge_->state(), LinkState::wedged) << "five seconds after it fell silent";
  pass(seconds{60});
  EXPECT_EQ(bridge_->counts().ports_reopened, 1U);
  EXPECT_EQ(resets, 1);
  const std::size_t before = router_->calls.size();
  pass(seconds{600});
  EXPECT_LE(router_->calls.size(), before + 11) << "then only each minute";
  router_->answers = true;
  pass(seconds{62});
  EXPECT_EQ(bridge_->state(), LinkState::up);
}

TEST_F(RouterTest, OpeningThePortAgainMayBeEnough) {
  int resets = 0;
  router_.emplace(path());
  begin([&] {
    ++resets;
    return std::string();
  });
  pass(seconds{1});
  router_->answers = false;
  router_->on_port_opened = [&] { router_->answers = true; };
  EXPECT_FALSE(call("hw/stat"));
  pass(seconds{20});
  EXPECT_EQ(bridge_->state(), LinkState::up);
  EXPECT_EQ(resets, 0);
}

TEST_F(RouterTest, ARouterThatDoesNotReadIsLeft) {
  router_.emplace(path());
  begin();
  pass(seconds{1});
  router_->reads = false;
  for (int i = 0; i < 40; ++i) {
    static_cast<void>(bridge_->call("hw/frame", std::vector<Argument>{std::uint64_t{1}, Bytes(104)},
                                    milliseconds{250}, now_, [](const auto&, const auto&) {}));
    pass(seconds{2});
  }
  EXPECT_NE(bridge_->state(), LinkState::up);
  router_->reads = true;
  pass(seconds{90});
  EXPECT_EQ(bridge_->state(), LinkState::up);
}

TEST_F(RouterTest, WhatIsNoMessageEndsTheConnectionOrIsLeftOut) {
  router_.emplace(path());
  begin();
  pass(seconds{1});
  router_->junk = "hello";  // numbers that no answer is made of
  EXPECT_TRUE(call("hw/stat"));
  router_->say("\xC1");  // no MessagePack at all
  pass(milliseconds{20});
  EXPECT_EQ(bridge_->state(), LinkState::absent);
  pass(seconds{3});
  EXPECT_EQ(bridge_->state(), LinkState::up);
}

/// Old routers answer as they please. There is one call at a time, so that only what was given up
/// can come in between.
TEST_F(RouterTest, AnswersInAnotherOrderAreEachTakenForWhatTheyAre) {
  router_.emplace(path());
  begin();
  pass(seconds{1});
  router_->holds_back = true;
  EXPECT_FALSE(call("hw/stat"));
  EXPECT_EQ(router_->held(), 1U);
  pass(milliseconds{1'000});
  EXPECT_EQ(router_->held(), 2U) << "whether it is there, after one call was given up";
  router_->let_go();
  pass(milliseconds{20});
  EXPECT_EQ(bridge_->state(), LinkState::up);
  EXPECT_EQ(bridge_->counts().late, 1U);
  EXPECT_EQ(call("hw/stat"), Value{std::uint64_t{1}});
}

TEST_F(RouterTest, ASlowMicrocontrollerIsWaitedForAndOneThatIsTooSlowIsNot) {
  router_.emplace(path());
  begin();
  pass(seconds{1});
  router_->service_turns = 200;
  for (int i = 0; i < 20; ++i) EXPECT_TRUE(call("hw/stat"));
  EXPECT_EQ(bridge_->counts().expired, 0U);
  EXPECT_EQ(bridge_->state(), LinkState::up);
  router_->service_turns = 400;
  EXPECT_FALSE(call("hw/stat"));
  EXPECT_EQ(bridge_->state(), LinkState::suspect);
  pass(seconds{2});
  EXPECT_EQ(bridge_->state(), LinkState::up) << "it answers its name in time";
  EXPECT_EQ(bridge_->counts().late, 1U);
}

/// Nobody asks anything, and somebody talks all the time.
TEST_F(RouterTest, AFloodOfOthersMessagesDoesNotDisturbACall) {
  router_.emplace(path());
  begin();
  pass(seconds{1});
  const std::string notice("\x93\x02\xA1m\x90", 5);  // [2, "m", []]
  std::string flood;
  for (int i = 0; i < 10'000; ++i) flood += notice;
  router_->say(flood);
  EXPECT_TRUE(call("hw/stat"));
  EXPECT_EQ(bridge_->counts().late, 0U);
  EXPECT_EQ(bridge_->state(), LinkState::up);
}

}  // namespace
}  // namespace ballast::hardware
