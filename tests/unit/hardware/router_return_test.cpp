// A link whose router or microcontroller goes away and comes back: it is found again, and nobody is
// asked too often.
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iterator>

#include <gtest/gtest.h>

#include "tests/unit/hardware/linked_router.hpp"

namespace ballast::hardware {
namespace {

using std::chrono::seconds;

class RouterReturnTest : public LinkedRouter {};

/// Root may open every socket; nobody may not.
class WithoutRights {
 public:
  WithoutRights() : is_root_(::geteuid() == 0) {
    constexpr uid_t nobody = 65'534;
    if (is_root_ && ::seteuid(nobody) != 0) ADD_FAILURE() << "root may not become nobody";
  }
  ~WithoutRights() {
    if (is_root_ && ::seteuid(0) != 0) ADD_FAILURE() << "nobody may not become root again";
  }
  WithoutRights(const WithoutRights&) = delete;
  WithoutRights& operator=(const WithoutRights&) = delete;

 private:
  bool is_root_;
};

TEST_F(RouterReturnTest, ARestartedRouterIsFoundAgain) {
  router_.emplace(path());
  begin();
  pass(seconds{1});
  bool ended = false;
  EXPECT_TRUE(bridge_->call("hw/stat", {}, milliseconds{250}, now_,
                            [&](const auto& value, const auto&) { ended = !value; }));
  router_->stop();
  pass(milliseconds{10});
  EXPECT_TRUE(ended) << "whoever waits is told";
  EXPECT_EQ(bridge_->state(), LinkState::absent);
  router_->start();
  pass(seconds{3});
  EXPECT_EQ(bridge_->state(), LinkState::up);
  EXPECT_EQ(bridge_->counts().connected, 2U);
}

TEST_F(RouterReturnTest, AMicrocontrollerThatBeginsAgainIsAskedWhoItIs) {
  router_.emplace(path());
  begin();
  pass(seconds{1});
  router_->routes.clear();
  EXPECT_FALSE(call("hw/stat"));
  EXPECT_EQ(error_.code, method_missing);
  EXPECT_EQ(bridge_->state(), LinkState::router_only);
  router_->routes = {"hw/hello"};
  pass(seconds{3});
  EXPECT_EQ(bridge_->state(), LinkState::up);
}

/// Those of the first images tell words and no number.
TEST_F(RouterReturnTest, AnOldRouterThatKnowsItNoMoreIsAskedAgainToo) {
  router_.emplace(path());
  router_->text_errors = true;
  begin();
  pass(seconds{1});
  router_->routes.clear();
  EXPECT_FALSE(call("hw/frame", {std::uint64_t{1}, Bytes(104, 7)}));
  EXPECT_EQ(error_.text, "method hw/frame not available");
  EXPECT_EQ(bridge_->state(), LinkState::router_only);
  router_->routes = {"hw/hello"};
  pass(seconds{3});
  EXPECT_EQ(bridge_->state(), LinkState::up);
}

/// Nobody else would open it again.
TEST_F(RouterReturnTest, APortThatWasClosedIsOpenedAlsoOverAnotherConnection) {
  router_.emplace(path());
  begin();
  pass(seconds{1});
  router_->answers = false;
  router_->holds_back = true;
  EXPECT_FALSE(call("hw/stat"));
  while (router_->calls.back() != "$/serial/close") pass(milliseconds{100});
  router_->stop();
  pass(milliseconds{100});
  EXPECT_EQ(bridge_->state(), LinkState::absent);
  router_->calls.clear();
  router_->answers = true;
  router_->holds_back = false;
  router_->start();
  pass(seconds{5});
  ASSERT_GE(router_->calls.size(), 2U);
  EXPECT_EQ(router_->calls[0], "$/serial/open");
  EXPECT_EQ(router_->calls[1], "hw/hello");
  EXPECT_EQ(std::count(router_->calls.begin(), router_->calls.end(), "$/serial/open"), 1);
  EXPECT_EQ(bridge_->state(), LinkState::up);
}

TEST_F(RouterReturnTest, ManyRestartsLeaveNothingBehindAndEachIsMendedInThreeSeconds) {
  const auto open_files = [] {
    return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
  };
  router_.emplace(path());
  begin();
  pass(seconds{1});
  const auto before = open_files();
  alarms_ = 0;
  constexpr int restarts = 20;
  for (int i = 0; i < restarts; ++i) {
    router_->stop();
    pass(milliseconds{500});
    EXPECT_EQ(bridge_->state(), LinkState::absent);
    router_->start();
    pass(milliseconds{2'500});
    EXPECT_EQ(bridge_->state(), LinkState::up) << i;
  }
  EXPECT_EQ(open_files(), before);
  EXPECT_EQ(bridge_->counts().connected, 1U + restarts);
  EXPECT_LE(alarms_, 5 * restarts) << "it does not spin";
}

TEST_F(RouterReturnTest, ARouterThatHangsUpOnEverybodyIsTriedEverLessOften) {
  router_.emplace(path());
  router_->reads = false;
  begin();
  for (int i = 0; i < 120'000; ++i) {
    pass(milliseconds{1});
    if (router_->has_peer()) router_->leave();
  }
  EXPECT_GE(bridge_->counts().connected, 3U);
  EXPECT_LE(bridge_->counts().connected, 8U);
  router_->reads = true;
  pass(seconds{31});
  EXPECT_EQ(bridge_->state(), LinkState::up);
}

TEST_F(RouterReturnTest, ASocketOfAnotherUserIsSaidAndOpenedOnceItMayBe) {
  router_.emplace(path());
  begin();
  ASSERT_EQ(::chmod(path().c_str(), 0), 0);
  {
    const WithoutRights nobody;
    pass(seconds{20});
  }
  EXPECT_EQ(bridge_->state(), LinkState::absent);
  EXPECT_EQ(bridge_->trouble(),
            path() + ": Permission denied; the user of the display may not open it");
  ASSERT_EQ(::chmod(path().c_str(), 0600), 0);
  pass(seconds{31});
  EXPECT_EQ(bridge_->state(), LinkState::up);
}

}  // namespace
}  // namespace ballast::hardware
