// How many files, sockets and connections this process may have open.
#pragma once

#include <cstdint>

namespace ballast::broker {

/// Strangers that do not finish their handshake are shown out after three seconds, so that this
/// many are there only if 20,000 come each second: then a board lacks memory first.
inline constexpr std::uint64_t open_files_max = 65'536;

/// Raises the limit to what the system lets this process have, at most open_files_max. Returns the
/// limit. Every connection to a door takes one, also of who never says a word; a process that runs
/// out of them is ended by libzmq.
std::uint64_t allow_open_files();

}  // namespace ballast::broker
