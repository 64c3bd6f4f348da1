#include "broker/work_plane/connection_watch.hpp"

namespace ballast::broker {

ConnectionWatch::ConnectionWatch(zmq::context_t& context, zmq::socket_ref watched, Side side)
    : events_(context, watched,
              ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_DISCONNECTED |
                  ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL | ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL |
                  ZMQ_EVENT_HANDSHAKE_FAILED_AUTH),
      side_(side) {}

std::optional<ConnectionEvent> ConnectionWatch::next() {
  while (const auto told = events_.next()) {
    if (told->event == ZMQ_EVENT_HANDSHAKE_SUCCEEDED) return ConnectionEvent::connected;
    const bool gone = told->event == ZMQ_EVENT_DISCONNECTED;
    if (side_ == Side::connecting || (gone && turned_away_ == 0)) {
      return ConnectionEvent::disconnected;
    }
    turned_away_ += gone ? -1 : 1;
  }
  return std::nullopt;
}

}  // namespace ballast::broker
