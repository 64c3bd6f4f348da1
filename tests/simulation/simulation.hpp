// One schedule from its beginning to its end, held against the model.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "tests/simulation/schedule.hpp"

namespace ballast::broker::toy {

/// What a schedule came to.
struct Simulated {
  std::optional<std::string> fault;  // the first thing that was not as it must be
  std::uint64_t frames = 0;          // that travelled
  Monotonic lasted{};

  // How much of what may go wrong did.
  std::uint64_t requeued = 0;
  std::uint64_t duplicates = 0;
  std::uint64_t refused = 0;
  std::uint64_t set_aside = 0;
  std::uint64_t copied = 0;
};

/// `trace` gets a line for each frame that goes down a lane or comes out of the intake.
using Trace = std::function<void(const std::string& line)>;
[[nodiscard]] Simulated simulate(const Schedule& schedule, const Trace& trace = {});

/// What was found of a seed that fails: the fault, and the smallest schedule that still shows one.
[[nodiscard]] std::string told(std::uint64_t seed);

}  // namespace ballast::broker::toy
