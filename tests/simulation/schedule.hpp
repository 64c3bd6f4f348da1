// A schedule: who works at what, and everything that goes wrong, when. A run of it has no chance
// left in it, so that it can be repeated, written down and made smaller.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "planner/model/failure.hpp"
#include "tests/simulation/simulated_network.hpp"

namespace ballast::broker::toy {

struct PlannedRun {
  std::uint64_t units = 1;
  std::uint64_t piece_units = 1;
  bool generated = false;          // pieces come as frames, from a generator; else from the owner
  bool grows = false;              // the owner seals it only when all is back
  std::uint64_t cancelled_ms = 0;  // 0: never

  bool operator==(const PlannedRun&) const = default;
};

struct Fault {
  enum class Kind : std::uint8_t {
    kill,    // its connections end
    vanish,  // it dies and nobody is told
    start,   // a process of this name, whether or not one lives
    freeze,  // does nothing for `amount` ms, then goes on
    cut,     // nothing comes from it or to it for `amount` ms
    slow,    // works `amount` units a millisecond from now on
    drain,   // says goodbye
    rest,    // says goodbye, and hello again after `amount` ms
  };
  Kind kind = Kind::kill;
  std::uint64_t at_ms = 0;
  std::uint64_t worker = 0;
  std::uint64_t amount = 0;

  bool operator==(const Fault&) const = default;
};

struct FrameFault {
  std::uint64_t frame = 0;  // in the order of sending
  Fate fate;

  bool operator==(const FrameFault&) const = default;
};

struct Schedule {
  std::vector<std::uint64_t> speeds;  // units a millisecond, of each worker
  std::vector<PlannedRun> runs;
  std::vector<Fault> faults;
  std::vector<FrameFault> frames;

  bool operator==(const Schedule&) const = default;
};

/// Returns the schedule of a seed: always the same.
[[nodiscard]] Schedule random_schedule(std::uint64_t seed);

/// Returns one line for each worker, run and fault; read() reads them.
[[nodiscard]] std::string text(const Schedule& schedule);
[[nodiscard]] planner::Result<Schedule> read_schedule(std::string_view text);

/// Returns the schedule without whatever can be left out while `fails` still holds of the rest.
/// REQUIRES: fails(schedule).
[[nodiscard]] Schedule shrunk(Schedule schedule, const std::function<bool(const Schedule&)>& fails);

}  // namespace ballast::broker::toy
