#include "broker/trust/knock.hpp"

#include "broker/limits.hpp"
#include "broker/socket_monitor.hpp"

namespace ballast::broker {
namespace {

constexpr int end_of_handshake = ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL |
                                 ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL |
                                 ZMQ_EVENT_HANDSHAKE_FAILED_AUTH | ZMQ_EVENT_HANDSHAKE_SUCCEEDED;

/// Others are sent away for their type, whatever their key.
zmq::socket_type partner_of(zmq::socket_type type) {
  switch (type) {
    case zmq::socket_type::pull:
      return zmq::socket_type::push;
    case zmq::socket_type::push:
      return zmq::socket_type::pull;
    case zmq::socket_type::xsub:
      return zmq::socket_type::pub;
    default:
      return zmq::socket_type::sub;
  }
}

/// Returns how the handshake ended, one of ZMQ_EVENT_HANDSHAKE_*; 0 if it did not in time.
int knock(const KeyPair& as, const PublicKey& expected, const Endpoint& door,
          zmq::socket_type type) {
  zmq::context_t outside;
  zmq::socket_t socket(outside, partner_of(type));
  socket.set(zmq::sockopt::linger, 0);
  socket.set(zmq::sockopt::ipv6, true);
  socket.set(zmq::sockopt::curve_publickey, as.open().text());
  socket.set(zmq::sockopt::curve_secretkey, as.secret());
  socket.set(zmq::sockopt::curve_serverkey, expected.text());
  SocketMonitor monitor(outside, socket, end_of_handshake);
  socket.connect(door.text());
  zmq::pollitem_t item{monitor.ref().handle(), 0, ZMQ_POLLIN, 0};
  zmq::poll(&item, 1, limits::handshake);
  const auto told = monitor.next();
  return told ? told->event : 0;
}

}  // namespace

Result<void> knock_as_stranger(KeyedContext& context, const Endpoint& door, zmq::socket_type type) {
  const auto stranger = KeyPair::make();
  if (!stranger) return tl::unexpected(stranger.error());
  context.trust()->expect(stranger->open());
  const int answer = knock(*stranger, context.trust()->own().open(), door, type);
  const bool judged = context.trust()->forget(stranger->open());
  if (answer == ZMQ_EVENT_HANDSHAKE_FAILED_AUTH && judged) return {};
  const bool in = answer == ZMQ_EVENT_HANDSHAKE_SUCCEEDED;
  return tl::unexpected(
      Failure{FailureKind::refused,
              in ? "a stranger's key is let in at this door" : "nobody looks at keys at this door",
              door.text(), "keys that are on the list"});
}

void find_key_of_server(KeyedContext& context, std::string_view role, const Endpoint& door) {
  if (context.trust() == nullptr || door.transport() != Transport::tcp) return;
  const auto keys = context.trust()->keys_of_server(role);
  if (keys.size() < 2) return;
  for (const auto& key : keys) {
    const int answer = knock(context.trust()->own(), key, door, zmq::socket_type::pull);
    if (answer == 0) return;
    // Who refuses our key has shown its own.
    if (answer != ZMQ_EVENT_HANDSHAKE_SUCCEEDED && answer != ZMQ_EVENT_HANDSHAKE_FAILED_AUTH) {
      continue;
    }
    return context.trust()->worked(role, key);
  }
}

}  // namespace ballast::broker
