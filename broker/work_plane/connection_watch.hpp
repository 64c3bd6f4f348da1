// Tells when peers of one socket come and go. On inproc nothing is told: there a peer's end shows
// only by its silence.
#pragma once

#include <optional>

#include <zmq.hpp>

#include "broker/work_plane/transport.hpp"

namespace ballast::broker {

/// Belongs to the thread of the watched socket, and must go before it.
class ConnectionWatch {
 public:
  ConnectionWatch(zmq::context_t& context, zmq::socket_ref watched);
  ~ConnectionWatch();
  ConnectionWatch(const ConnectionWatch&) = delete;
  ConnectionWatch& operator=(const ConnectionWatch&) = delete;

  /// Readable when something happened.
  [[nodiscard]] zmq::socket_ref ref() { return events_; }

  [[nodiscard]] std::optional<ConnectionEvent> next();

 private:
  zmq::socket_ref watched_;
  zmq::socket_t events_;
};

}  // namespace ballast::broker
