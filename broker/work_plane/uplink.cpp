#include "broker/work_plane/uplink.hpp"

namespace ballast::broker {

namespace {

constexpr std::size_t outbox_frames = 64;

}  // namespace

Uplink::Uplink(zmq::context_t& context, std::string sender)
    : socket_(context, Purpose::intake_out), sender_(std::move(sender)) {
  // Without a peer nothing is queued: a coordinator that comes back gets no pile of old hellos.
  socket_.ref().set(zmq::sockopt::immediate, 1);
}

void Uplink::keep(Frames frames) {
  if (outbox_.size() >= outbox_frames) outbox_.pop_front();
  outbox_.push_back(std::move(frames));
}

void Uplink::flush() {
  while (!outbox_.empty() && socket_.try_send(outbox_.front())) outbox_.pop_front();
}

}  // namespace ballast::broker
