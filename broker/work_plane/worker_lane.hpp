// A worker's end of its lane: connected once, lost when the other end goes or never answers.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include <zmq.hpp>

#include "broker/clock.hpp"
#include "broker/pollable.hpp"
#include "broker/socket.hpp"
#include "broker/work_plane/connection_watch.hpp"

namespace ballast::broker {

class WorkerLane {
 public:
  /// `on_ready` is called when a frame came or the connection changed.
  WorkerLane(zmq::context_t& context, PollSet& poll_set, const Clock& clock,
             const Endpoint& endpoint, std::uint64_t number, std::function<void()> on_ready);
  ~WorkerLane();
  WorkerLane(const WorkerLane&) = delete;
  WorkerLane& operator=(const WorkerLane&) = delete;

  [[nodiscard]] std::uint64_t number() const { return number_; }
  [[nodiscard]] std::optional<Frames> next() { return socket_.try_receive(); }
  [[nodiscard]] bool lost();

 private:
  PollSet& poll_set_;
  const Clock& clock_;
  std::uint64_t number_;
  Socket socket_;
  std::unique_ptr<ConnectionWatch> watch_;
  PollSet::Ticket frames_ticket_ = 0;
  PollSet::Ticket watch_ticket_ = 0;
  Monotonic patience_end_;
  bool connected_ = false;
  bool lost_ = false;
};

}  // namespace ballast::broker
