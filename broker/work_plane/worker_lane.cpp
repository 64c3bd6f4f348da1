#include "broker/work_plane/worker_lane.hpp"

#include "broker/limits.hpp"

namespace ballast::broker {

WorkerLane::WorkerLane(zmq::context_t& context, PollSet& poll_set, const Clock& clock,
                       const Endpoint& endpoint, std::uint64_t number,
                       std::function<void()> on_ready)
    : poll_set_(poll_set),
      clock_(clock),
      number_(number),
      socket_(context, Purpose::lane_in),
      patience_end_(clock.now() + limits::handshake) {
  if (endpoint.transport() == Transport::inproc) {
    connected_ = true;
  } else {
    watch_ = std::make_unique<ConnectionWatch>(context, socket_.ref());
    watch_ticket_ = poll_set.add(watch(watch_->ref(), on_ready));
  }
  frames_ticket_ = poll_set.add(watch(socket_.ref(), std::move(on_ready)));
  lost_ = !socket_.connect(endpoint);
}

WorkerLane::~WorkerLane() {
  poll_set_.remove(frames_ticket_);
  if (watch_) poll_set_.remove(watch_ticket_);
}

bool WorkerLane::lost() {
  while (watch_) {
    const auto event = watch_->next();
    if (!event) break;
    connected_ = true;
    if (*event == ConnectionEvent::disconnected) lost_ = true;
  }
  return lost_ || (!connected_ && clock_.now() > patience_end_);
}

}  // namespace ballast::broker
