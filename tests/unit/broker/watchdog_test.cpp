#include "broker/watchdog.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <future>
#include <string>

#include <gtest/gtest.h>

#include "broker/service_notice.hpp"

namespace ballast::broker {
namespace {

using namespace std::chrono_literals;

constexpr auto longest_wait = 60s;  // only a fault waits so long

/// A name of the abstract kind that a datagram socket of this test is bound to.
class Listener {
 public:
  Listener() : socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    name_ = "@ballast-watchdog-test-" + std::to_string(::getpid());
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    name_.copy(address.sun_path, name_.size());
    address.sun_path[0] = '\0';
    const void* raw = &address;
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name_.size());
    EXPECT_EQ(::bind(socket_, static_cast<const sockaddr*>(raw), length), 0);
    const timeval patience{60, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  }
  ~Listener() { ::close(socket_); }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::string next() const {
    std::array<char, 256> text{};
    const auto size = ::recv(socket_, text.data(), text.size(), 0);
    return size < 0 ? "" : std::string(text.data(), static_cast<std::size_t>(size));
  }

 private:
  int socket_;
  std::string name_;
};

TEST(StuckLooks, ALoopThatTurnsWithNothingToDoIsWell) {
  Pulse pulse;
  StuckLooks looks(3);
  for (int look = 0; look < 10; ++look) {
    pulse.turned(0, false);
    EXPECT_FALSE(looks.stuck(pulse.read()));
  }
}

TEST(StuckLooks, ABusyLoopIsWellAsLongAsItsProgressRises) {
  Pulse pulse;
  StuckLooks looks(3);
  for (std::uint64_t look = 0; look < 10; ++look) {
    pulse.turned(look, true);
    EXPECT_FALSE(looks.stuck(pulse.read()));
  }
}

TEST(StuckLooks, AHandlerThatNeverReturnsIsStuckAfterSoManyLooks) {
  Pulse pulse;
  StuckLooks looks(3);
  pulse.turned(1, false);
  EXPECT_FALSE(looks.stuck(pulse.read()));
  pulse.begin("CreatePlan");
  EXPECT_FALSE(looks.stuck(pulse.read()));
  EXPECT_FALSE(looks.stuck(pulse.read()));
  EXPECT_TRUE(looks.stuck(pulse.read()));
  EXPECT_EQ(pulse.read().doing, "CreatePlan");
}

TEST(StuckLooks, ALoopThatTurnsBusilyAndGetsNothingDoneIsStuck) {
  Pulse pulse;
  StuckLooks looks(2);
  pulse.turned(7, true);
  EXPECT_FALSE(looks.stuck(pulse.read()));
  pulse.turned(7, true);
  EXPECT_FALSE(looks.stuck(pulse.read()));
  pulse.turned(7, true);
  EXPECT_TRUE(looks.stuck(pulse.read()));
}

TEST(StuckLooks, OneTurnWithProgressForgivesAllBefore) {
  Pulse pulse;
  StuckLooks looks(2);
  pulse.turned(7, true);
  EXPECT_FALSE(looks.stuck(pulse.read()));
  EXPECT_FALSE(looks.stuck(pulse.read()));
  pulse.turned(8, true);
  EXPECT_FALSE(looks.stuck(pulse.read()));
  EXPECT_FALSE(looks.stuck(pulse.read()));
  EXPECT_TRUE(looks.stuck(pulse.read()));
}

TEST(Watchdog, TellsOnceWhatAStuckLoopIsAt) {
  Pulse pulse;
  pulse.turned(1, false);
  pulse.begin("GetPlan");
  std::promise<std::string> told;
  const Watchdog watchdog(
      {pulse, 50ms, "", [&](const std::string& doing) { told.set_value(doing); }});
  auto doing = told.get_future();
  ASSERT_EQ(doing.wait_for(longest_wait), std::future_status::ready);
  EXPECT_EQ(doing.get(), "GetPlan");
}

TEST(Watchdog, TellsTheServiceManagerThatItIsReadyAndThenThatItLives) {
  const Listener listener;
  Pulse pulse;
  pulse.turned(1, false);
  const Watchdog watchdog({pulse, 200ms, listener.name(), [](const std::string&) {}});
  EXPECT_EQ(listener.next(), "READY=1\nWATCHDOG=1");
  EXPECT_EQ(listener.next(), "WATCHDOG=1");
}

TEST(ServiceNotice, GoesNowhereWithoutAnAddressOrAListener) {
  EXPECT_FALSE(notify_service("", "READY=1"));
  EXPECT_FALSE(notify_service("relative/path", "READY=1"));
  EXPECT_FALSE(notify_service("/nowhere/at/all", "READY=1"));
  EXPECT_FALSE(notify_service("@" + std::string(200, 'a'), "READY=1"));
}

}  // namespace
}  // namespace ballast::broker
