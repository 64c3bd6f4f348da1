// Resetting the microcontroller: the line that does it, and when the link asks for it. GPIO chips
// cannot be made without rights, so the kernel's answers are the test's own; files are real.
#include "hardware/router/reset_line.hpp"

#include <fcntl.h>
#include <linux/gpio.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "hardware/router/microcontroller_stat.hpp"
#include "tests/unit/hardware/linked_router.hpp"

namespace ballast::hardware {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

class ResetLineTest : public testing::Test {
 protected:
  ResetLineTest() {
    tree_.put("dev/gpiochip1", "");
    line_ = {(tree_.folder() / "dev/gpiochip1").string(), 38};
    calls_ = {[this](int, unsigned long what, void* with) { return serve(what, with); },
              [this](milliseconds time) { done_.push_back("low for " + text(time.count())); }};
  }

  static std::string text(std::int64_t number) { return std::to_string(number); }

  int serve(unsigned long what, void* with) {
    if (what == refused_) {
      errno = error_;
      return -1;
    }
    if (what == GPIO_V2_GET_LINE_IOCTL) {
      auto& wish = *static_cast<gpio_v2_line_request*>(with);
      EXPECT_EQ(wish.num_lines, 1U);
      EXPECT_EQ(wish.config.flags, GPIO_V2_LINE_FLAG_OUTPUT);
      EXPECT_EQ(wish.config.num_attrs, 0U) << "low from the first moment";
      EXPECT_EQ(std::string_view(wish.consumer), "ballast");
      wish.fd = taken_ = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
      done_.push_back("line " + text(wish.offsets[0]));
    } else {
      const auto& values = *static_cast<gpio_v2_line_values*>(with);
      EXPECT_EQ(what, GPIO_V2_LINE_SET_VALUES_IOCTL);
      EXPECT_EQ(values.mask, 1U);
      done_.push_back("set " + text(static_cast<std::int64_t>(values.bits)));
    }
    return 0;
  }

  BoardTree tree_;
  ResetLine line_;
  LineCalls calls_;
  std::vector<std::string> done_;
  unsigned long refused_ = 0;
  int error_ = 0;
  int taken_ = -1;
};

TEST_F(ResetLineTest, IsLowForTenMillisecondsAndThenLetGo) {
  EXPECT_EQ(pull_reset(line_, calls_), "");
  EXPECT_EQ(done_, (std::vector<std::string>{"line 38", "low for 10", "set 1"}));
  EXPECT_LT(::fcntl(taken_, F_GETFD), 0) << "whoever needs it next can have it";
}

TEST_F(ResetLineTest, WhatDoesNotWorkIsSaid) {
  refused_ = GPIO_V2_GET_LINE_IOCTL;
  error_ = EBUSY;
  EXPECT_EQ(pull_reset(line_, calls_),
            line_.chip + " line 38: Device or resource busy; another program holds it");
  error_ = EINVAL;
  EXPECT_NE(pull_reset(line_, calls_).find("the chip has no such line"), std::string::npos);
  EXPECT_TRUE(done_.empty()) << "a line that is not ours is not held";
  refused_ = GPIO_V2_LINE_SET_VALUES_IOCTL;
  error_ = EIO;
  EXPECT_NE(pull_reset(line_, calls_).find("it may still be low"), std::string::npos);
}

TEST_F(ResetLineTest, WhatIsNoChipIsAskedOfTheKernelAndRefused) {
  const std::string said = pull_reset(line_);
  // Emulated processors come with a kernel that does not know the question.
  const bool asked = said.find("Function not implemented") == std::string::npos;
  EXPECT_NE(said.find(asked ? "this is no GPIO chip" : "38: Function not"), std::string::npos)
      << said;
  line_.chip += "0";
  EXPECT_NE(pull_reset(line_).find("No such file"), std::string::npos);
}

class ResetTest : public LinkedRouter {
 protected:
  void begin_with_reset() {
    router_.emplace(path());
    begin([this] {
      ++resets_;
      if (trouble_.empty() && on_reset_) on_reset_();
      return trouble_;
    });
    pass(seconds{1});
  }

  static constexpr milliseconds coarse{10};

  int resets_ = 0;
  std::string trouble_;
  std::function<void()> on_reset_;
};

TEST_F(ResetTest, ItHelpsAndIsCounted) {
  begin_with_reset();
  router_->answers = false;
  on_reset_ = [&] { router_->answers = true; };
  EXPECT_FALSE(call("hw/stat"));
  pass(seconds{60});
  EXPECT_EQ(bridge_->state(), LinkState::up);
  EXPECT_EQ(resets_, 1);
  EXPECT_EQ(bridge_->counts().resets, 1U);
  EXPECT_EQ(bridge_->counts().ports_reopened, 1U) << "what is gentler comes first";
}

TEST_F(ResetTest, OneThatJamsAgainAndAgainIsResetOnceInTenMinutes) {
  begin_with_reset();
  on_reset_ = [&] { router_->answers = true; };
  const milliseconds began = now_;
  while (now_ - began < minutes{25}) {
    router_->answers = false;
    static_cast<void>(
        bridge_->call("hw/stat", {}, milliseconds{250}, now_, [](const auto&, const auto&) {}));
    pass(seconds{30}, coarse);
  }
  EXPECT_GE(resets_, 2);
  EXPECT_LE(resets_, 3);
}

TEST_F(ResetTest, OneThatFailsIsSaidAndTheLinkGoesOnTrying) {
  begin_with_reset();
  router_->answers = false;
  trouble_ = "no right to";
  EXPECT_FALSE(call("hw/stat"));
  pass(seconds{120});
  EXPECT_EQ(bridge_->counts().resets, 0U);
  EXPECT_EQ(bridge_->counts().resets_failed, 1U);
  EXPECT_EQ(bridge_->reset_trouble(), "no right to");
  router_->answers = true;
  pass(seconds{62});
  EXPECT_EQ(bridge_->state(), LinkState::up);
}

/// A microcontroller tells the router its names when it starts, and only then.
TEST_F(ResetTest, NamesThatWereLostWithThePortComeBack) {
  begin_with_reset();
  const auto names = router_->routes;
  router_->answers = false;
  router_->on_port_opened = [&] {
    router_->routes.clear();
    router_->answers = true;
  };
  on_reset_ = [&] { router_->routes = names; };
  EXPECT_FALSE(call("hw/stat"));
  pass(seconds{30});
  EXPECT_EQ(bridge_->state(), LinkState::router_only);
  EXPECT_EQ(resets_, 0) << "it may be starting";
  pass(seconds{60});
  EXPECT_EQ(resets_, 1);
  EXPECT_EQ(bridge_->state(), LinkState::up);
}

TEST_F(ResetTest, AnotherSketchIsResetOnceAndOneThatNeverWasNotAtAll) {
  begin_with_reset();
  router_->routes.clear();
  EXPECT_FALSE(call("hw/stat"));
  pass(minutes{22}, coarse);
  EXPECT_EQ(resets_, 1);
  resets_ = 0;
  router_.reset();
  bridge_.reset();
  router_.emplace(path());
  router_->routes.clear();
  begin([this] {
    ++resets_;
    return std::string();
  });
  pass(minutes{5}, coarse);
  EXPECT_EQ(resets_, 0);
}

TEST(MicrocontrollerStat, IsReadAndTellsWhetherItBeganAgain) {
  const std::vector<std::uint64_t> told = {61'000, 600, 1, 2, 900};
  const auto stat = stat_of(Value{told});
  EXPECT_EQ(stat, (MicrocontrollerStat{61'000, 600, 1, 2, 900}));
  EXPECT_FALSE(stat_of(Value{std::uint64_t{1}}));
  EXPECT_FALSE(stat_of(Value{std::vector<std::uint64_t>{1, 2}}));
  EXPECT_FALSE(stat_of(Value{}));
  EXPECT_FALSE(began_again(*stat, {91'000, 0, 0, 0, 0}, seconds{30}));
  EXPECT_TRUE(began_again(*stat, {12'000, 0, 0, 0, 0}, seconds{30}));
  constexpr std::uint64_t last_ms = 0xFFFFFFFF;
  EXPECT_FALSE(began_again({last_ms - 9'000, 0, 0, 0, 0}, {21'000, 0, 0, 0, 0}, seconds{30}))
      << "its counter began again, not the microcontroller";
}

}  // namespace
}  // namespace ballast::hardware
