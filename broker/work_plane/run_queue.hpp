// The runs that are not over, in the order of opening; the first few take turns.
#pragma once

#include <cstddef>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "broker/work_plane/open_run.hpp"

namespace ballast::broker {

struct RunQueueLimits {
  std::size_t active = 2;
  std::size_t open = 64;
  LeaseRules leases;
  PieceWindowLimits window;
};

class RunQueue {
 public:
  explicit RunQueue(RunQueueLimits limits) : limits_(limits) {}

  /// Refuses (invalid) a spec without id or rules, (conflict) a run that is open and (unavailable)
  /// one too many.
  [[nodiscard]] Result<void> open(RunSpec spec, Monotonic now);

  [[nodiscard]] OpenRun* find(std::string_view run);
  [[nodiscard]] const OpenRun* find(std::string_view run) const;

  /// Returns the runs whose turn it is, the next one first.
  [[nodiscard]] std::vector<OpenRun*> active();
  void end_turn() { ++turn_; }

  /// Takes out the first run that is finished, closed.
  [[nodiscard]] std::optional<RunOutcome> take_finished(Monotonic now);
  /// Takes out a run, closed as it is.
  [[nodiscard]] std::optional<RunOutcome> take(std::string_view run, Monotonic now);

  [[nodiscard]] std::vector<std::string> names() const;

 private:
  RunQueueLimits limits_;
  std::list<OpenRun> runs_;
  std::size_t turn_ = 0;
};

}  // namespace ballast::broker
