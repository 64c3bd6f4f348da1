#include "broker/endpoint.hpp"

#include <gtest/gtest.h>

namespace ballast::broker {
namespace {

TEST(Endpoint, PrintsWhatItReads) {
  for (const char* text : {"inproc://one/bus-in", "ipc:///run/ballast/bus-in.sock",
                           "tcp://127.0.0.1:7400", "tcp://board-2.lan:*", "tcp://[::1]:7400"}) {
    const auto endpoint = Endpoint::parse(text);
    ASSERT_TRUE(endpoint) << text;
    EXPECT_EQ(endpoint->text(), text);
  }
}

TEST(Endpoint, RefusesWhatIsNoAddress) {
  for (const char* text :
       {"", "udp://127.0.0.1:1", "tcp://127.0.0.1", "tcp://127.0.0.1:0", "tcp://127.0.0.1:65536",
        "tcp://127.0.0.1:-1", "tcp://:7400", "tcp://::1:7400", "tcp://a b:1", "ipc://relative",
        "ipc:///ends/", "inproc://", "inproc://a b"}) {
    EXPECT_FALSE(Endpoint::parse(text)) << text;
  }
}

TEST(Endpoint, BoundsThePathOfASocket) {
  const std::string longest = "/" + std::string(ipc_path_bytes_max - 1, 'a');
  EXPECT_TRUE(Endpoint::ipc(longest));
  const auto refused = Endpoint::ipc(longest + "a");
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().allowed.find("107"), std::string::npos);
}

TEST(Endpoint, LetsPlainTcpThroughOnLoopbackOnly) {
  const auto permitted = [](const char* text) {
    return check_plain(*Endpoint::parse(text)).has_value();
  };
  EXPECT_TRUE(permitted("tcp://127.0.0.2:7400"));
  EXPECT_TRUE(permitted("tcp://[::1]:7400"));
  EXPECT_TRUE(permitted("ipc:///run/a.sock"));
  EXPECT_FALSE(permitted("tcp://192.168.1.4:7400"));
  EXPECT_FALSE(permitted("tcp://127.example.com:7400"));
}

}  // namespace
}  // namespace ballast::broker
