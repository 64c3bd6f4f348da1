// How many files, sockets and connections this process may have open, and how many of them others
// may take.
#pragma once

#include <algorithm>
#include <cstdint>

namespace ballast::broker {

/// Strangers that do not finish their handshake are shown out after three seconds, so that this
/// many are there only if 20,000 come each second: then a board lacks memory first.
inline constexpr std::uint64_t open_files_max = 65'536;

/// Raises the limit to what the system lets this process have, at most open_files_max. Returns the
/// limit. Every connection to a door takes one, also of who never says a word.
std::uint64_t allow_open_files();

/// Of so many, the last are for this process itself: connections that would take them are let go
/// as soon as they come, in every program that calls allow_open_files().
[[nodiscard]] constexpr std::uint64_t kept_open_files(std::uint64_t limit) {
  return std::min<std::uint64_t>(64, limit / 4);
}

}  // namespace ballast::broker
