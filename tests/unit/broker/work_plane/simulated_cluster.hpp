// A scheduler and workers on simulated time, half a millisecond a step: they compute at their
// speed, beat, answer over a wire with a delay, and can die, freeze, slow down, repeat and lie.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "broker/work_plane/scheduler.hpp"
#include "tests/unit/broker/work_plane/toy_work.hpp"

namespace ballast::broker::toy {

using std::chrono::milliseconds;

struct SimulatedWorker {
  WorkerIdentity identity;
  double units_per_ms = 100;
  bool dead = false;                    // computes and beats no more, for ever
  Monotonic frozen_until{};             // does nothing before that
  bool repeats = false;                 // sends every answer twice
  bool lies = false;                    // gives wrong sums
  std::optional<std::uint64_t> poison;  // dies of a batch that holds this unit

  WorkerId id = 0;
  std::deque<messages::Batch> held;
  double done_units = 0;  // of the first batch held
  Monotonic next_beat{};
  std::uint64_t answered = 0;
};

class SimulatedCluster {
 public:
  explicit SimulatedCluster(SchedulerLimits limits = {}) : scheduler(limits) {}

  SimulatedWorker& add(std::string instance, double units_per_ms, std::string board = "board-1");
  SimulatedWorker& at(std::size_t index) { return workers_[index]; }
  [[nodiscard]] std::size_t size() const { return workers_.size(); }

  /// Dies at once; noticed by the scheduler at once too, or only by its silence.
  enum class Noticed : std::uint8_t { at_once, by_silence };
  void kill(std::size_t index, Noticed noticed);
  void freeze(std::size_t index, Monotonic duration);
  /// A new process of the same name.
  void restart(std::size_t index);

  /// Steps until `done` holds or simulated `longest` has passed; returns whether it held.
  template <class Done>
  bool run_until(Done done, Monotonic longest) {
    for (const Monotonic end = now + longest; now < end; step()) {
      if (done()) return true;
    }
    return done();
  }
  bool run_to_end(Monotonic longest = std::chrono::seconds{600});

  void step();

  Scheduler scheduler;
  Monotonic now{};
  std::vector<RunOutcome> outcomes;
  std::vector<Verdict> verdicts;

 private:
  struct InFlight {
    Monotonic arrives{};
    messages::BatchResult result;
  };

  void live(SimulatedWorker& worker);
  void beat(SimulatedWorker& worker);
  void compute(SimulatedWorker& worker);
  void answer(SimulatedWorker& worker, const messages::Batch& batch);
  SimulatedWorker* named(WorkerId id);

  std::deque<SimulatedWorker> workers_;
  std::deque<InFlight> wire_;
};

}  // namespace ballast::broker::toy
