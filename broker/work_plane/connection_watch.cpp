#include "broker/work_plane/connection_watch.hpp"

#include <cstdint>
#include <cstring>
#include <sstream>

namespace ballast::broker {

ConnectionWatch::ConnectionWatch(zmq::context_t& context, zmq::socket_ref watched)
    : watched_(watched), events_(context, zmq::socket_type::pair) {
  std::ostringstream address;
  address << "inproc://watch-" << watched.handle();
  constexpr int events = ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_DISCONNECTED;
  if (zmq_socket_monitor(watched.handle(), address.str().c_str(), events) != 0)
    throw zmq::error_t();
  events_.set(zmq::sockopt::linger, 0);
  events_.connect(address.str());
}

ConnectionWatch::~ConnectionWatch() {
  zmq_socket_monitor(watched_.handle(), nullptr, 0);
}

std::optional<ConnectionEvent> ConnectionWatch::next() {
  zmq::message_t event;
  if (!events_.recv(event, zmq::recv_flags::dontwait)) return std::nullopt;
  if (event.more()) {
    zmq::message_t address;
    (void)events_.recv(address, zmq::recv_flags::none);
  }
  std::uint16_t number = 0;
  if (event.size() < sizeof number) return std::nullopt;
  std::memcpy(&number, event.data(), sizeof number);
  return number == ZMQ_EVENT_DISCONNECTED ? ConnectionEvent::disconnected
                                          : ConnectionEvent::connected;
}

}  // namespace ballast::broker
