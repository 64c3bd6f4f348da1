// A worker's way to the intake: all that it says goes up one socket, in order.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <utility>

#include <zmq.hpp>

#include "broker/socket.hpp"
#include "broker/work_plane/frame.hpp"

namespace ballast::broker {

class Uplink {
 public:
  Uplink(zmq::context_t& context, std::string sender);

  [[nodiscard]] Result<void> connect(const Endpoint& intake) { return socket_.connect(intake); }

  /// Says it now or never: hellos and beats are worth nothing later.
  template <class Body>
  void say(const Body& body) {
    (void)socket_.try_send(work_frames(body, sender_));
  }

  /// Says it as soon as there is room. Keeps a few; the oldest goes first.
  template <class Body>
  void post(const Body& body) {
    keep(work_frames(body, sender_));
    flush();
  }

  void flush();
  void forget() { outbox_.clear(); }
  [[nodiscard]] std::size_t waiting() const { return outbox_.size(); }

 private:
  void keep(Frames frames);

  Socket socket_;
  std::string sender_;
  std::deque<Frames> outbox_;
};

}  // namespace ballast::broker
