// What happens to the connections of one socket, as ZeroMQ tells it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <zmq.hpp>

namespace ballast::broker {

struct SocketEvent {
  int event = 0;  // one of ZMQ_EVENT_*
  std::uint32_t value = 0;
  std::string address;  // of the other end where we connected, else ours
};

/// One for each socket. Belongs to the thread of the watched socket, and must go before it.
class SocketMonitor {
 public:
  /// `events`: ZMQ_EVENT_* joined by |.
  SocketMonitor(zmq::context_t& context, zmq::socket_ref watched, int events);
  ~SocketMonitor();
  SocketMonitor(const SocketMonitor&) = delete;
  SocketMonitor& operator=(const SocketMonitor&) = delete;

  /// Readable when something happened.
  [[nodiscard]] zmq::socket_ref ref() { return told_; }
  [[nodiscard]] std::optional<SocketEvent> next();

 private:
  zmq::socket_ref watched_;
  zmq::socket_t told_;
};

}  // namespace ballast::broker
