#include "broker/socket_monitor.hpp"

#include <cstring>
#include <sstream>

namespace ballast::broker {

SocketMonitor::SocketMonitor(zmq::context_t& context, zmq::socket_ref watched, int events)
    : watched_(watched), told_(context, zmq::socket_type::pair) {
  std::ostringstream address;
  address << "inproc://watch-" << watched.handle();
  if (zmq_socket_monitor(watched.handle(), address.str().c_str(), events) != 0)
    throw zmq::error_t();
  told_.set(zmq::sockopt::linger, 0);
  told_.connect(address.str());
}

SocketMonitor::~SocketMonitor() {
  zmq_socket_monitor(watched_.handle(), nullptr, 0);
}

std::optional<SocketEvent> SocketMonitor::next() {
  zmq::message_t event;
  if (!told_.recv(event, zmq::recv_flags::dontwait)) return std::nullopt;
  SocketEvent told;
  if (event.more()) {
    zmq::message_t address;
    if (told_.recv(address, zmq::recv_flags::none)) told.address = address.to_string();
  }
  std::uint16_t number = 0;
  if (event.size() < sizeof number + sizeof told.value) return std::nullopt;
  std::memcpy(&number, event.data(), sizeof number);
  std::memcpy(&told.value, static_cast<const char*>(event.data()) + sizeof number,
              sizeof told.value);
  told.event = number;
  return told;
}

}  // namespace ballast::broker
