// Ends connections to a door. ZeroMQ ends all of a socket's or none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ballast::broker {

/// Ends the tcp connections that came to this port of this process from that host. Their sockets
/// take it for a peer that left; what was received stays. Returns how many. May be called from any
/// thread. `host`: a plain address; empty: from anywhere.
std::size_t cut_connections(std::uint16_t port, std::string_view host);

}  // namespace ballast::broker
