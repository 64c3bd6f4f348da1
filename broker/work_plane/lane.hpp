// The one-way road from the ventilator to one worker: a PUSH socket bound for it alone.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <zmq.hpp>

#include "broker/endpoint.hpp"
#include "broker/pollable.hpp"
#include "broker/socket.hpp"
#include "broker/work_plane/connection_watch.hpp"
#include "messages/work.hpp"

namespace ballast::broker {

/// Where lanes are bound, derived from where the intake is.
struct LanePlaces {
  Endpoint intake;
  std::uint16_t first_port = 0;  // tcp: a range for the firewall; 0: any free port
  std::uint16_t last_port = 0;
  std::string advertised_host;  // tcp: what workers connect to; empty: the intake's host
};

class Lane {
 public:
  /// Not bound yet: use open().
  Lane(zmq::context_t& context, PollSet& poll_set, std::uint64_t number);

  /// Binds. `number` is unique among the lanes of this process; `watch` is called when a peer comes
  /// or goes. A Failure says that no address was free.
  [[nodiscard]] static Result<std::unique_ptr<Lane>> open(zmq::context_t& context,
                                                          PollSet& poll_set,
                                                          const LanePlaces& places,
                                                          std::uint64_t number,
                                                          std::function<void()> watch);
  ~Lane();
  Lane(const Lane&) = delete;
  Lane& operator=(const Lane&) = delete;

  [[nodiscard]] std::uint64_t number() const { return number_; }
  [[nodiscard]] const std::string& advertised() const { return advertised_; }

  /// Returns whether the worker is connected and reads.
  [[nodiscard]] bool writable();

  /// False when there is no room: the worker is not there or does not read.
  [[nodiscard]] bool send(const Frames& frames) { return socket_.try_send(frames); }

  /// Returns whether the lane is lost: its worker went, or a second peer came.
  [[nodiscard]] bool lost();

  /// Which contexts went down this lane, oldest first; the worker keeps as many.
  [[nodiscard]] bool knows(std::string_view run) const;
  void learned(std::string_view run);
  void forgot(std::string_view run);

 private:
  [[nodiscard]] Result<void> bind(const LanePlaces& places);
  [[nodiscard]] Result<Endpoint> bind_in_range(const LanePlaces& places);

  PollSet& poll_set_;
  std::uint64_t number_;
  Socket socket_;
  std::string advertised_;
  std::unique_ptr<ConnectionWatch> watch_;
  PollSet::Ticket ticket_ = 0;
  int peers_ = 0;
  std::vector<std::string> contexts_;
};

/// Contexts that a worker keeps, and so contexts that a lane need not send again.
inline constexpr std::size_t contexts_kept = 3;

}  // namespace ballast::broker
