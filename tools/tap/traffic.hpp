// Counting traffic by type for `tap top`: how many frames and bytes, and how fast lately.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>

#include "tools/tap/tapped_frame.hpp"

namespace ballast::tools {

class Traffic {
 public:
  using Time = std::chrono::nanoseconds;

  void add(const TappedFrame& frame);

  /// Returns a table of types by bytes, most first, with rates since the last call.
  [[nodiscard]] std::string table(Time now);

 private:
  struct Count {
    std::uint64_t frames = 0;
    std::uint64_t bytes = 0;
    std::uint64_t frames_before = 0;  // at the last call
    std::uint64_t bytes_before = 0;
  };
  std::map<std::string, Count> counts_;
  Time last_{};
};

}  // namespace ballast::tools
