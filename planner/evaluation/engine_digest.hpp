// Two builds that could disagree on a plan must not work on it together.
#pragma once

#include <string>

namespace ballast::planner {

/// Returns the SHA-256, in lower-case hex, of this build's answers to a few fixed problems and of
/// its context format: equal digests mean engines that decide alike. Takes about ten milliseconds;
/// callers keep it.
[[nodiscard]] std::string engine_digest();

}  // namespace ballast::planner
