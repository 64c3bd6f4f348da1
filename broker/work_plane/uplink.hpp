// A worker's way to the intake: all that it says goes up one socket, in order.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "broker/work_plane/frame.hpp"
#include "broker/work_plane/transport.hpp"

namespace ballast::broker {

class Uplink {
 public:
  explicit Uplink(std::string sender) : sender_(std::move(sender)) {}

  [[nodiscard]] Result<void> connect(WorkTransport& transport, const Endpoint& intake);

  /// Says it now or never: hellos and beats are worth nothing later.
  template <class Body>
  void say(const Body& body) {
    if (end_) (void)end_->try_send(work_frames(body, sender_));
  }

  /// Says it as soon as there is room. Keeps a few; the oldest goes first.
  template <class Body>
  void post(const Body& body) {
    keep(work_frames(body, sender_));
    flush();
  }

  void flush();
  [[nodiscard]] std::vector<Failure> handshake_news() {
    return end_ ? end_->handshake_news() : std::vector<Failure>{};
  }
  /// What waits is for a lane that is gone.
  void forget() { outbox_.clear(); }
  [[nodiscard]] std::size_t waiting() const { return outbox_.size(); }

 private:
  void keep(Frames frames);

  std::unique_ptr<WorkEnd> end_;
  std::string sender_;
  std::deque<Frames> outbox_;
};

}  // namespace ballast::broker
