// Whether somebody listens at an address, found out without ZeroMQ, which would wait for ever.
#pragma once

#include <chrono>
#include <cstdint>

#include "broker/endpoint.hpp"

namespace ballast::broker {

enum class Presence : std::uint8_t {
  listening,
  nobody,  // no socket there, or the connection was refused
  silent,  // no answer within the patience: a host that is down or behind a wall
};

/// Takes milliseconds unless the host is silent. An inproc address always counts as listening.
[[nodiscard]] Presence probe(const Endpoint& endpoint, std::chrono::milliseconds patience);

}  // namespace ballast::broker
