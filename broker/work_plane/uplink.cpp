#include "broker/work_plane/uplink.hpp"

namespace ballast::broker {

namespace {

constexpr std::size_t outbox_frames = 64;

}  // namespace

Result<void> Uplink::connect(WorkTransport& transport, const Endpoint& intake) {
  // Without a peer nothing is queued: a coordinator that comes back gets no pile of old hellos.
  auto end = transport.connect_intake(intake, WorkTransport::Unbound::refuse);
  if (!end) return tl::unexpected(std::move(end.error()));
  end_ = std::move(*end);
  return {};
}

void Uplink::keep(Frames frames) {
  if (outbox_.size() >= outbox_frames) outbox_.pop_front();
  outbox_.push_back(std::move(frames));
}

void Uplink::flush() {
  while (end_ && !outbox_.empty() && end_->try_send(outbox_.front())) outbox_.pop_front();
}

}  // namespace ballast::broker
