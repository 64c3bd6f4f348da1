// Who is there, from the heartbeats that pass the bus.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "broker/clock.hpp"
#include "messages/control.hpp"
#include "messages/events.hpp"

namespace ballast::broker {

class ActorRegistry {
 public:
  explicit ActorRegistry(std::size_t entries_max) : entries_max_(entries_max) {}

  /// `twins`: two processes beat in turn under one name.
  enum class Noted : std::uint8_t { known, arrived, twins, full };
  Noted beat(const messages::ActorHeartbeat& heartbeat, Monotonic now);
  void stopped(const std::string& instance, std::uint64_t incarnation);

  /// By instance.
  [[nodiscard]] messages::Registry list(Monotonic now) const;
  /// Time since the last heartbeat of an instance; nothing if there was none.
  [[nodiscard]] std::optional<Monotonic> silence(const std::string& instance, Monotonic now) const;

 private:
  struct Entry {
    messages::ActorHeartbeat heartbeat;
    Monotonic at{};
    std::uint64_t earlier_incarnation = 0;
    bool stopped = false;
    std::uint32_t restarts = 0;
    Monotonic moved{};  // when its progress rose, or it had nothing to do
  };
  [[nodiscard]] static bool alive(const Entry& entry, Monotonic now);
  [[nodiscard]] bool make_room(Monotonic now);

  std::size_t entries_max_;
  std::map<std::string, Entry> entries_;
};

}  // namespace ballast::broker
