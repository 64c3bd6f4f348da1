// What an event loop waits for. An actor that has sockets of its own (lanes, an intake, a device)
// adds them to the set its node polls, and removes them when they go.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>

#include <zmq.hpp>

namespace ballast::broker {

/// A ZeroMQ socket or a file descriptor, and what to do when it is ready. A ZeroMQ socket is
/// level-triggered: `on_ready` is called again as long as something is left to read.
struct Pollable {
  zmq::socket_ref socket{};  // used when `descriptor` is -1
  int descriptor = -1;
  bool readable = true;
  bool writable = false;
  std::function<void()> on_ready;
};

[[nodiscard]] Pollable watch(zmq::socket_ref socket, std::function<void()> on_readable);
[[nodiscard]] Pollable watch(int descriptor, std::function<void()> on_readable);

/// Belongs to one thread. Callbacks may add and remove members, themselves included.
class PollSet {
 public:
  using Ticket = std::uint64_t;

  Ticket add(Pollable pollable);
  /// REQUIRES: called before the socket or descriptor is closed. An unknown ticket is ignored.
  void remove(Ticket ticket);
  /// Waits for room to write, or no longer.
  void set_writable(Ticket ticket, bool writable);

  /// Waits at most `timeout` and calls what is ready, each once. Returns how many were.
  /// A signal ends the wait early.
  std::size_t poll(std::chrono::milliseconds timeout);

  [[nodiscard]] std::size_t size() const { return members_.size(); }

 private:
  std::map<Ticket, Pollable> members_;
  Ticket next_ = 1;
};

}  // namespace ballast::broker
