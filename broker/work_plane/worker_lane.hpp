// A worker's end of its lane: connected once, lost when the other end goes or never answers.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "broker/clock.hpp"
#include "broker/work_plane/transport.hpp"

namespace ballast::broker {

class WorkerLane {
 public:
  /// `on_ready` is called when a frame came or the connection changed.
  WorkerLane(WorkTransport& transport, const Clock& clock, const Endpoint& endpoint,
             std::uint64_t number, WorkTransport::Wake on_ready);

  [[nodiscard]] std::uint64_t number() const { return number_; }
  [[nodiscard]] std::optional<Frames> next() { return end_ ? end_->try_receive() : std::nullopt; }
  [[nodiscard]] bool lost();
  [[nodiscard]] std::vector<Failure> handshake_news() {
    return end_ ? end_->handshake_news() : std::vector<Failure>{};
  }

 private:
  const Clock& clock_;
  std::uint64_t number_;
  std::unique_ptr<WorkEnd> end_;  // none: it could not be connected
  Monotonic patience_end_;
  bool connected_ = false;
  bool lost_ = false;
};

}  // namespace ballast::broker
