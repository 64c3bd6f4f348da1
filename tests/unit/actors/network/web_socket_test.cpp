// Real streams from a server of our own, driven by a poll loop as an actor's.
#include "actors/network/web_socket.hpp"

#include <gtest/gtest.h>

#include "broker/pollable.hpp"
#include "tests/unit/actors/network/server.hpp"
#include "tests/unit/actors/temporary_directory.hpp"

namespace ballast::actors {
namespace {

using namespace std::chrono_literals;

/// A stream, and everything that was heard of it.
class Listening {
 public:
  explicit Listening(const WebSocketSettings& settings) {
    auto opened = WebSocket::open(
        pollables_, random_, settings,
        {[this] { ++opens; }, [this](std::string_view message) { heard.emplace_back(message); },
         [this] { ++signs; }, [this](const planner::Failure& why) { end = describe(why); }});
    if (opened) {
      stream_ = std::move(*opened);
    } else {
      end = describe(opened.error());
    }
  }

  template <class Condition>
  void poll_until(Condition condition) {
    while (!condition()) ASSERT_GT(pollables_.poll(60s), 0U) << "nothing happens any more";
  }
  void poll_to_the_end() {
    poll_until([this] { return !end.empty(); });
  }
  void send(const std::string& text) {
    poll_until([this] { return opens > 0 || !end.empty(); });
    stream_->send(text);
  }
  void ping() { stream_->ping(); }

  int opens = 0;
  int signs = 0;
  std::vector<std::string> heard;
  std::string end;

 private:
  broker::PollSet pollables_;
  broker::SeededRandom random_{1};
  std::unique_ptr<MessageStream> stream_;
};

class WebSockets : public testing::Test {
 protected:
  static const Server& shared_server() {
    static const Server server;
    return server;
  }
  /// A stream on which the server does what the path says.
  static WebSocketSettings at(const std::string& path, const std::string& port = "") {
    return {"ws://127.0.0.1:" + (port.empty() ? shared_server().port() : port) + path, 70'000, {}};
  }
  static std::string end_of(const WebSocketSettings& settings) {
    Listening listening(settings);
    listening.poll_to_the_end();
    return listening.end;
  }
};

TEST_F(WebSockets, CarryTextThereAndTextAndBinaryBack) {
  Listening listening(at("/stream?echo"));
  for (const std::size_t size : {0U, 1U, 125U, 126U, 60'000U}) {
    listening.send(std::string(size, 'a'));
  }
  listening.poll_until([&] { return listening.heard.size() == 10; });
  EXPECT_EQ(listening.opens, 1);
  EXPECT_EQ(listening.heard[0], "");
  EXPECT_EQ(listening.heard[7], std::string(126, 'a'));
  EXPECT_EQ(listening.heard[9], std::string(60'000, 'a'));
  EXPECT_EQ(listening.end, "");
}

TEST_F(WebSockets, AnswerPingsAndHearThoseOfTheirOwn) {
  Listening listening(at("/stream?ping"));
  listening.poll_until([&] { return !listening.heard.empty(); });
  EXPECT_EQ(listening.heard.front(), "the pong was: are you there");
  const int signs = listening.signs;
  listening.ping();
  listening.poll_until([&] { return listening.signs > signs; });
  EXPECT_EQ(listening.heard.size(), 1U);
}

TEST_F(WebSockets, SayWhyTheyEnd) {
  EXPECT_NE(end_of(at("/stream?close")).find("the server ends the stream"), std::string::npos);
  EXPECT_NE(end_of(at("/stream?hang-up")).find("the server hung up"), std::string::npos);
  EXPECT_NE(end_of(at("/stream?half")).find("the server hung up"), std::string::npos);
  EXPECT_NE(end_of(at("/stream?large")).find("too long"), std::string::npos);
  EXPECT_NE(end_of(at("/stream?masked")).find("masked"), std::string::npos);
  EXPECT_NE(end_of(at("/stream?other-key")).find("did not understand"), std::string::npos);
  EXPECT_NE(end_of(at("/busy")).find("says 429"), std::string::npos);
  EXPECT_NE(end_of(at("/drop")).find("the server hung up"), std::string::npos);
  EXPECT_NE(end_of(at("/", "1")).find("takes the connection"), std::string::npos);
}

TEST_F(WebSockets, HangUpOnWhoPingsAndReadsNothing) {
  EXPECT_NE(end_of(at("/stream?flood")).find("the server takes nothing"), std::string::npos);
}

TEST_F(WebSockets, AreNotOpenedOnAnOpenLineThatLeadsAway) {
  for (const char* url : {"ws://example.com/", "http://127.0.0.1:1/", "", "wss://a:b@127.0.0.1/"}) {
    EXPECT_NE(Listening({url, 1, {}}).end, "") << url;
  }
}

TEST(WebSocketTest, TrustsOnlyCertificatesOfThoseItTrusts) {
  const TemporaryDirectory directory;
  const Server server(directory.path().string());
  const std::string url = "wss://127.0.0.1:" + server.port() + "/stream?echo";
  Listening trusted({url, 1000, {.ca_file = (directory.path() / "cert.pem").string()}});
  trusted.send("over TLS");
  trusted.poll_until([&] { return trusted.heard.size() == 2; });
  EXPECT_EQ(trusted.heard.front(), "over TLS");

  Listening unknown({url, 1000, {}});
  unknown.poll_to_the_end();
  EXPECT_NE(unknown.end.find("certificate"), std::string::npos) << unknown.end;
  EXPECT_EQ(unknown.opens, 0);

  // The certificate is for 127.0.0.1 and no other name of this machine.
  Listening other({"wss://localhost:" + server.port() + "/stream?echo",
                   1000,
                   {.ca_file = (directory.path() / "cert.pem").string()}});
  other.poll_to_the_end();
  EXPECT_NE(other.end.find("certificate"), std::string::npos) << other.end;
}

TEST(WebSocketTest, ItsEndLeavesNothingInThePollLoop) {
  const Server server;
  broker::PollSet pollables;
  broker::SeededRandom random(1);
  bool opened = false;
  {
    const auto stream = WebSocket::open(
        pollables, random, {"ws://127.0.0.1:" + server.port() + "/stream?echo", 9, {}},
        {[&] { opened = true; }, [](std::string_view) {}, [] {}, [](const planner::Failure&) {}});
    ASSERT_TRUE(stream);
    while (!opened) ASSERT_GT(pollables.poll(60s), 0U);
    EXPECT_GT(pollables.size(), 0U);
  }
  EXPECT_EQ(pollables.size(), 0U);
}

}  // namespace
}  // namespace ballast::actors
