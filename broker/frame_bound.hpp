// How large a frame may be.
#pragma once

#include <string>

#include "broker/limits.hpp"

namespace ballast::broker {

inline bool too_large(const std::string& body) {
  return body.size() > static_cast<std::size_t>(limits::frame_bytes_max);
}

inline std::string frame_bound() {
  return "at most " + std::to_string(limits::frame_bytes_max) + " bytes";
}

}  // namespace ballast::broker
