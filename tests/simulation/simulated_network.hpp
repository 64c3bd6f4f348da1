// The work plane's connections as queues on simulated time. Frames of one connection keep their
// order; a frame whose number has a fate of its own is lost, comes twice or late, or goes astray.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "broker/work_plane/transport.hpp"
#include "tests/simulation/simulated_time.hpp"

namespace ballast::broker::toy {

struct Fate {
  enum class Kind : std::uint8_t {
    lost,
    twice,
    late,    // those behind it overtake it
    astray,  // a batch goes to the process of that name before, an answer comes as from it
  };
  Kind kind = Kind::lost;
  Monotonic by{};  // late

  bool operator==(const Fate&) const = default;
};

class SimulatedNetwork;

/// The network as one process sees it.
class SimulatedHost final : public WorkTransport {
 public:
  SimulatedHost(SimulatedNetwork& network, std::string process, std::uint64_t life)
      : name(std::move(process)), incarnation(life), network_(network) {}

  [[nodiscard]] Result<BoundEnd> bind_intake(const Endpoint& where, Wake wake) override;
  [[nodiscard]] Result<BoundEnd> bind_lane(const LanePlaces& places, std::uint64_t number,
                                           Wake wake) override;
  [[nodiscard]] Result<std::unique_ptr<WorkEnd>> connect_intake(const Endpoint& where,
                                                                Unbound unbound) override;
  [[nodiscard]] Result<std::unique_ptr<WorkEnd>> connect_lane(const Endpoint& where,
                                                              Wake wake) override;

  const std::string name;
  const std::uint64_t incarnation;
  /// Called in place of an end's own wake: a process that is busy or frozen looks later.
  Wake on_arrival;
  Monotonic busy_until{};           // it computes: what it says leaves then, if it lives
  Monotonic deaf_until{};           // what is sent to it is lost
  Monotonic unheard_until{};        // what it sends is lost
  bool mute = false;                // its end is not noticed: a machine that lost its power
  bool repeats = false;             // everything it sends comes twice
  SimulatedHost* before = nullptr;  // the process of the same name that lives on
  std::uint64_t lane_end = 0;       // its newest end of a lane

 private:
  SimulatedNetwork& network_;
};

class SimulatedNetwork {
 public:
  explicit SimulatedNetwork(SimulatedTime& time) : time_(time) {}

  std::map<std::uint64_t, Fate> fates;  // by the number of the frame, from 0
  Monotonic latency = std::chrono::microseconds{200};

  /// Sees each frame that goes down a lane, and each that the intake gives out; an empty look says
  /// that it has no more.
  std::function<void(const Frames&, const SimulatedHost& to)> on_lane;
  std::function<void(const Frames*)> on_intake;

  /// Returns an answer as if the process of this incarnation had sent it; other frames as they are.
  std::function<Frames(const Frames&, std::uint64_t incarnation)> in_the_name_of;

  [[nodiscard]] std::uint64_t frames() const { return frames_; }

  /// Has an event of the bus delivered, with the fate that it has.
  void publish(const std::function<void()>& delivery) { carry(0, next_fate(), false, delivery); }

 private:
  friend class SimulatedHost;
  friend class SimulatedEnd;

  enum class Role : std::uint8_t { intake, lane, to_intake, from_lane };
  struct End {
    Role role = Role::intake;
    SimulatedHost* host = nullptr;
    std::string place;
    WorkTransport::Wake wake;
    std::uint64_t peer = 0;                 // the other end, while there is one
    const SimulatedHost* across = nullptr;  // whose end that is
    std::deque<Frames> inbox;
    std::deque<ConnectionEvent> events;
  };

  std::uint64_t open(End end);
  void close(std::uint64_t id);
  void meet(std::uint64_t lane_reader);
  void tell(std::uint64_t id, ConnectionEvent event);
  bool send(std::uint64_t from, const Frames& frames);
  void deliver(std::uint64_t to, const Frames& frames);
  [[nodiscard]] std::optional<Fate> next_fate();
  void carry(std::uint64_t from, const std::optional<Fate>& fate, bool repeated,
             const std::function<void()>& delivery);
  void leave(std::uint64_t from, const std::optional<Fate>& fate, bool repeated,
             const std::function<void()>& delivery);
  [[nodiscard]] End* find(std::uint64_t id);
  [[nodiscard]] std::uint64_t bound_at(const std::string& place) const;
  [[nodiscard]] bool hears(const SimulatedHost& host) const;
  [[nodiscard]] bool is_heard(const SimulatedHost& host) const;

  SimulatedTime& time_;
  std::map<std::uint64_t, End> ends_;
  std::map<std::uint64_t, Monotonic> last_arrival_;  // by the sending end
  std::uint64_t next_end_ = 1;
  std::uint64_t frames_ = 0;
};

}  // namespace ballast::broker::toy
