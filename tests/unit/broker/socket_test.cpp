// Sockets whose peer goes while much waits in them.
#include "broker/socket.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <tuple>

#include "broker/limits.hpp"
#include "tests/unit/actors/temporary_directory.hpp"

namespace ballast::broker {
namespace {

constexpr std::chrono::milliseconds until_a_peer_comes{30'000};

/// A sender in a context of its own, whose end closes the connection at once.
class Sender {
 public:
  explicit Sender(const Endpoint& endpoint) : socket_(context_, Purpose::mailbox_out) {
    const auto bound = socket_.bind(endpoint);
    EXPECT_TRUE(bound) << describe(bound.error());
  }
  bool try_send(const std::string& text) { return socket_.try_send(Frames{text}); }
  bool wait_and_send(const std::string& text) {
    zmq::pollitem_t item = writable();
    zmq::poll(&item, 1, until_a_peer_comes);
    return try_send(text);
  }
  zmq::pollitem_t writable() { return {socket_.ref().handle(), 0, ZMQ_POLLOUT, 0}; }

 private:
  KeyedContext context_;
  Socket socket_;
};

zmq::pollitem_t readable(Socket& socket) {
  return {socket.ref().handle(), 0, ZMQ_POLLIN, 0};
}

/// "nothing" after a while without any.
std::string next_of(Socket& socket) {
  zmq::pollitem_t item = readable(socket);
  zmq::poll(&item, 1, until_a_peer_comes);
  const auto frames = socket.try_receive();
  return frames ? frames->front() : "nothing";
}

TEST(Socket, LeavesItToTheKernelToAskForPeers) {
  KeyedContext context;
  for (int purpose = 0; purpose <= static_cast<int>(Purpose::lane_in); ++purpose) {
    Socket socket(context, static_cast<Purpose>(purpose));
    EXPECT_EQ(socket.ref().get(zmq::sockopt::heartbeat_ivl), 0) << purpose;
    EXPECT_EQ(socket.ref().get(zmq::sockopt::tcp_keepalive), 1) << purpose;
    EXPECT_GT(socket.ref().get(zmq::sockopt::tcp_maxrt), 0) << purpose;
  }
}

TEST(Socket, AReaderThatIsFullHearsTheNextSender) {
  const actors::TemporaryDirectory directory;
  const auto endpoint = Endpoint::ipc((directory.path() / "mail").string());
  KeyedContext context;
  Socket reader(context, Purpose::mailbox_in);
  auto first = std::make_unique<Sender>(*endpoint);
  ASSERT_TRUE(reader.connect(*endpoint));
  for (int number = 0; number < 4 * limits::mailbox_high_water_mark; ++number) {
    ASSERT_TRUE(first->wait_and_send(std::to_string(number)));
  }
  first.reset();

  // What the kernel still holds is read on the way to who comes next.
  Sender second(*endpoint);
  EXPECT_EQ(next_of(reader), "0");
  while (!second.try_send("of the second")) {
    zmq::pollitem_t either[] = {readable(reader), second.writable()};
    ASSERT_GT(zmq::poll(either, 2, until_a_peer_comes), 0);
    std::ignore = reader.try_receive();
  }
  std::string last = next_of(reader);
  while (last != "of the second" && last != "nothing") last = next_of(reader);
  EXPECT_EQ(last, "of the second");
}

}  // namespace
}  // namespace ballast::broker
