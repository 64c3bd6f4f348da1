// Works recorded batches again, offline, and compares the answers with the recorded ones.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tools/tap/tapped_frame.hpp"

namespace ballast::tools {

struct ReplayOutcome {
  std::uint64_t replayed = 0;          // batches whose context was recorded too
  std::uint64_t equal = 0;             // whose recorded answer is the same, byte for byte
  std::uint64_t unanswered = 0;        // without a recorded answer
  std::uint64_t without_context = 0;   // not replayed
  std::vector<std::string> differing;  // one sentence each
  std::vector<std::string> failing;    // batches that cannot be worked: one sentence each
};

[[nodiscard]] ReplayOutcome replay_recording(const std::vector<TappedFrame>& frames);

}  // namespace ballast::tools
