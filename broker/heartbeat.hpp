// What an actor's heartbeat says of the process it lives in.
#pragma once

#include <chrono>

#include "broker/behaviour.hpp"
#include "messages/events.hpp"

namespace ballast::broker {

[[nodiscard]] messages::ActorHeartbeat heartbeat_of(const Identity& identity, ActorStatus status,
                                                    Monotonic uptime,
                                                    std::chrono::milliseconds period);

/// Memory of this process, with its share of what it has in common with others (proportional set
/// size); 0 if the system does not say.
[[nodiscard]] std::uint64_t memory_share_kb();

}  // namespace ballast::broker
