// How a WebSocket begins (RFC 6455, 4): a request over HTTP, and an answer that shows that the
// server knows what it agrees to.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "planner/model/failure.hpp"

namespace ballast::actors {

/// The answer may be so long.
inline constexpr std::size_t web_greeting_bytes_max = std::size_t{8} << 10U;

/// Returns the request for the stream at `url` ("https://host/path"). `key`: 16 random bytes in
/// base64, other ones each time.
[[nodiscard]] std::string web_request(std::string_view url, std::string_view key,
                                      std::string_view user_agent);

/// Returns what a server answers to a key.
[[nodiscard]] std::string web_accept(std::string_view key);

/// Returns how long the answer is at the beginning of `bytes`; what follows are frames. Nothing:
/// more bytes are needed. Failure (refused): the server said no, or is no WebSocket's.
[[nodiscard]] planner::Result<std::optional<std::size_t>> read_web_answer(std::string_view bytes,
                                                                          std::string_view key);

}  // namespace ballast::actors
