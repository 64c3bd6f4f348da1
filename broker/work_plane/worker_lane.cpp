#include "broker/work_plane/worker_lane.hpp"

#include <utility>

#include "broker/limits.hpp"

namespace ballast::broker {

WorkerLane::WorkerLane(WorkTransport& transport, const Clock& clock, const Endpoint& endpoint,
                       std::uint64_t number, WorkTransport::Wake on_ready)
    : clock_(clock), number_(number), patience_end_(clock.now() + limits::handshake) {
  auto end = transport.connect_lane(endpoint, std::move(on_ready));
  lost_ = !end;
  if (!end) return;
  end_ = std::move(*end);
  connected_ = !end_->tells_events();
}

bool WorkerLane::lost() {
  while (end_) {
    const auto event = end_->next_event();
    if (!event) break;
    connected_ = true;
    if (*event == ConnectionEvent::disconnected) lost_ = true;
  }
  return lost_ || (!connected_ && clock_.now() > patience_end_);
}

}  // namespace ballast::broker
