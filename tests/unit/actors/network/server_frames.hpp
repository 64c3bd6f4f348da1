// Frames as a WebSocket's server sends them.
#pragma once

#include <string>

#include "actors/network/web_frames.hpp"

namespace ballast::actors {

/// REQUIRES: a payload below 64 KiB.
[[nodiscard]] inline std::string server_frame(WebFrame kind, std::string_view payload,
                                              bool is_last = true) {
  constexpr std::size_t short_most = 125;
  const auto byte = [](std::size_t value) {
    return static_cast<char>(static_cast<unsigned char>(value));
  };
  std::string out(1, byte((is_last ? 0x80U : 0U) | static_cast<unsigned>(kind)));
  if (payload.size() <= short_most) {
    out += byte(payload.size());
  } else {
    out += byte(short_most + 1);
    out += byte(payload.size() >> 8U);
    out += byte(payload.size());
  }
  return out + std::string(payload);
}

}  // namespace ballast::actors
