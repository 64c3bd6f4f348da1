// Tells when peers of one socket come and go. On inproc nothing is told: there a peer's end shows
// only by its silence.
#pragma once

#include <cstdint>
#include <optional>

#include <zmq.hpp>

#include "broker/socket_monitor.hpp"
#include "broker/work_plane/transport.hpp"

namespace ballast::broker {

/// Belongs to the thread of the watched socket, and must go before it.
class ConnectionWatch {
 public:
  /// Who bound hears nothing of a peer that is turned away at the handshake: it never came. Who
  /// connects hears of its own as of a lost connection.
  enum class Side : std::uint8_t { bound, connecting };
  ConnectionWatch(zmq::context_t& context, zmq::socket_ref watched, Side side);

  /// Readable when something happened.
  [[nodiscard]] zmq::socket_ref ref() { return events_.ref(); }

  [[nodiscard]] std::optional<ConnectionEvent> next();

 private:
  SocketMonitor events_;
  Side side_;
  int turned_away_ = 0;  // and not gone yet
};

}  // namespace ballast::broker
