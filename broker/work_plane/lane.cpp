#include "broker/work_plane/lane.hpp"

#include <algorithm>
#include <utility>

namespace ballast::broker {

namespace {

// Unique in the context, whatever else it carries: the place of the intake and the lane's number.
std::string lane_place(const Endpoint& intake, std::uint64_t number) {
  return intake.place() + ".lane-" + std::to_string(number);
}

}  // namespace

Lane::Lane(zmq::context_t& context, PollSet& poll_set, std::uint64_t number)
    : poll_set_(poll_set), number_(number), socket_(context, Purpose::lane_out) {}

Result<std::unique_ptr<Lane>> Lane::open(zmq::context_t& context, PollSet& poll_set,
                                         const LanePlaces& places, std::uint64_t number,
                                         std::function<void()> watch) {
  auto lane = std::make_unique<Lane>(context, poll_set, number);
  if (places.intake.transport() != Transport::inproc) {
    lane->watch_ = std::make_unique<ConnectionWatch>(context, lane->socket_.ref());
    lane->ticket_ = poll_set.add(broker::watch(lane->watch_->ref(), std::move(watch)));
  }
  if (auto bound = lane->bind(places); !bound) return tl::unexpected(std::move(bound.error()));
  return lane;
}

Lane::~Lane() {
  if (watch_) poll_set_.remove(ticket_);
  socket_.ref().set(zmq::sockopt::linger, 0);
}

Result<void> Lane::bind(const LanePlaces& places) {
  const Endpoint& intake = places.intake;
  if (intake.transport() != Transport::tcp) {
    const auto endpoint = intake.transport() == Transport::ipc
                              ? Endpoint::ipc(lane_place(intake, number_))
                              : Endpoint::inproc(lane_place(intake, number_));
    if (!endpoint) return tl::unexpected(endpoint.error());
    advertised_ = endpoint->text();
    return socket_.bind(*endpoint);
  }
  const auto bound = bind_in_range(places);
  if (!bound) return tl::unexpected(bound.error());
  const std::string& host =
      places.advertised_host.empty() ? intake.place() : places.advertised_host;
  return Endpoint::tcp(host, bound->port()).map([this](const Endpoint& told) {
    advertised_ = told.text();
  });
}

Result<Endpoint> Lane::bind_in_range(const LanePlaces& places) {
  Result<Endpoint> last = tl::unexpected(
      Failure{FailureKind::conflict, "no port is left for another lane", places.intake.text(), ""});
  for (std::uint32_t port = places.first_port; port <= places.last_port; ++port) {
    const auto endpoint = Endpoint::tcp(places.intake.place(), static_cast<std::uint16_t>(port));
    if (!endpoint) return tl::unexpected(endpoint.error());
    if (socket_.bind(*endpoint)) return socket_.bound();
  }
  return last;
}

bool Lane::writable() {
  return (socket_.ref().get(zmq::sockopt::events) & ZMQ_POLLOUT) != 0;
}

bool Lane::lost() {
  if (!watch_) return false;
  while (const auto event = watch_->next()) {
    if (*event == ConnectionEvent::disconnected) return true;
    if (++peers_ > 1) return true;
  }
  return false;
}

bool Lane::knows(std::string_view run) const {
  return std::ranges::find(contexts_, run) != contexts_.end();
}

void Lane::learned(std::string_view run) {
  contexts_.emplace_back(run);
  if (contexts_.size() > contexts_kept) contexts_.erase(contexts_.begin());
}

void Lane::forgot(std::string_view run) {
  std::erase(contexts_, run);
}

}  // namespace ballast::broker
