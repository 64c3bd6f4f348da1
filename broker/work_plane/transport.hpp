// What the ends of the work plane are joined by: an intake that many push to, and a lane to each
// worker. The product puts sockets behind it, a simulation queues on a time of its own.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "broker/endpoint.hpp"
#include "broker/frames.hpp"

namespace ballast::broker {

enum class ConnectionEvent : std::uint8_t { connected, disconnected };

/// Where lanes are bound, derived from where the intake is.
struct LanePlaces {
  Endpoint intake;
  std::uint16_t first_port = 0;  // tcp: a range for the firewall; 0: any free port
  std::uint16_t last_port = 0;
  std::string advertised_host;  // tcp: what workers connect to; empty: the intake's host
  std::string reader = {};      // with keys: the instance whose lane it is
};

/// One end of a one-way connection. Belongs to one thread; closed with its owner.
class WorkEnd {
 public:
  virtual ~WorkEnd() = default;

  /// Never blocks; false when there is no room or no peer.
  [[nodiscard]] virtual bool try_send(const Frames& frames) = 0;
  [[nodiscard]] virtual std::optional<Frames> try_receive() = 0;
  /// Returns whether a peer is connected and has room.
  [[nodiscard]] virtual bool writable() = 0;

  /// Whether next_event() tells of peers that come and go; else they show only by their silence.
  [[nodiscard]] virtual bool tells_events() const = 0;
  [[nodiscard]] virtual std::optional<ConnectionEvent> next_event() = 0;

  /// Fails if the key that the last frame came with belongs to others than `sender`.
  [[nodiscard]] virtual Result<void> check_sender(std::string_view /*sender*/) const { return {}; }
  /// Who was not let in since the last call, or why we were not; a sentence each. To be called now
  /// and then: who was not let in tries again with it.
  [[nodiscard]] virtual std::vector<Failure> handshake_news() { return {}; }
  /// False while the other end is known to refuse us.
  [[nodiscard]] virtual bool let_in() const { return true; }
};

/// An end that was bound, and what its peers connect to.
struct BoundEnd {
  std::unique_ptr<WorkEnd> end;
  Endpoint where;
};

class WorkTransport {
 public:
  /// Called when a frame came, or a peer came or went.
  using Wake = std::function<void()>;

  virtual ~WorkTransport() = default;

  /// The coordinator's. A Failure says why the address cannot be had.
  [[nodiscard]] virtual Result<BoundEnd> bind_intake(const Endpoint& where, Wake wake) = 0;
  /// For one worker; `number` is unique among the lanes of this process.
  [[nodiscard]] virtual Result<BoundEnd> bind_lane(const LanePlaces& places, std::uint64_t number,
                                                   Wake wake) = 0;

  /// To send to the intake. What is sent while nobody has it bound is refused, or kept until
  /// somebody has.
  enum class Unbound : std::uint8_t { refuse, keep };
  [[nodiscard]] virtual Result<std::unique_ptr<WorkEnd>> connect_intake(const Endpoint& where,
                                                                        Unbound unbound) = 0;
  /// To receive from a lane.
  [[nodiscard]] virtual Result<std::unique_ptr<WorkEnd>> connect_lane(const Endpoint& where,
                                                                      Wake wake) = 0;
};

}  // namespace ballast::broker
