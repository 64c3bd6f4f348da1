// Knocking at a door once, to see what it says.
#pragma once

#include <string_view>

#include "broker/trust/keyed_context.hpp"

namespace ballast::broker {

/// Knocks at a bound door of ours, a socket of that type, with the throw-away key of a stranger.
/// Fails if that is let in, or if our list's keeper does not refuse it. REQUIRES: keys and tcp.
[[nodiscard]] Result<void> knock_as_stranger(KeyedContext& context, const Endpoint& door,
                                             zmq::socket_type type);

/// Where the process of that role may have one of several keys, finds out which, so that sockets
/// made from here on have it right at once. Changes nothing if nobody answers.
void find_key_of_server(KeyedContext& context, std::string_view role, const Endpoint& door);

}  // namespace ballast::broker
