#include "broker/pollable.hpp"

#include <cerrno>
#include <utility>
#include <vector>

namespace ballast::broker {

Pollable watch(zmq::socket_ref socket, std::function<void()> on_readable) {
  return {socket, -1, true, false, std::move(on_readable)};
}

Pollable watch(int descriptor, std::function<void()> on_readable) {
  return {{}, descriptor, true, false, std::move(on_readable)};
}

PollSet::Ticket PollSet::add(Pollable pollable) {
  const Ticket ticket = next_++;
  members_.emplace(ticket, std::move(pollable));
  return ticket;
}

void PollSet::remove(Ticket ticket) {
  members_.erase(ticket);
}

void PollSet::set_writable(Ticket ticket, bool writable) {
  if (const auto found = members_.find(ticket); found != members_.end()) {
    found->second.writable = writable;
  }
}

std::size_t PollSet::poll(std::chrono::milliseconds timeout) {
  std::vector<zmq::pollitem_t> items;
  std::vector<Ticket> tickets;
  items.reserve(members_.size());
  tickets.reserve(members_.size());
  for (auto& [ticket, member] : members_) {
    const int events = (member.readable ? ZMQ_POLLIN : 0) | (member.writable ? ZMQ_POLLOUT : 0);
    if (events == 0) continue;
    void* handle = member.descriptor < 0 ? member.socket.handle() : nullptr;
    items.push_back({handle, member.descriptor, static_cast<short>(events), 0});
    tickets.push_back(ticket);
  }
  try {
    zmq::poll(items, timeout);
  } catch (const zmq::error_t& error) {
    if (error.num() != EINTR) throw;
    return 0;
  }
  std::size_t called = 0;
  for (std::size_t at = 0; at < items.size(); ++at) {
    if (items[at].revents == 0) continue;
    const auto found = members_.find(tickets[at]);
    if (found == members_.end()) continue;
    // A copy, since the callback may remove its own member.
    const auto on_ready = found->second.on_ready;
    on_ready();
    ++called;
  }
  return called;
}

}  // namespace ballast::broker
