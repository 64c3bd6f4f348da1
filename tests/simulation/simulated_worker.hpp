// An evaluator process on simulated time: the real loop of a worker over the toy's work, which
// takes the time that its speed says.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "broker/work_plane/worker.hpp"
#include "tests/simulation/simulated_network.hpp"
#include "tests/unit/broker/work_plane/toy_work.hpp"

namespace ballast::broker::toy {

/// A worker as its tests speak of it, through all its processes.
struct SimulatedWorker {
  std::string instance;
  std::string board;
  double units_per_ms = 100;
  bool lies = false;                    // gives wrong sums
  bool repeats = false;                 // sends everything twice
  std::optional<std::uint64_t> poison;  // dies of a batch that holds this unit
  std::uint64_t incarnation = 0;        // of its newest process
  std::uint64_t answered = 0;
};

class WorkerProcessInTime final : public Work, public Clock {
 public:
  /// Its first turn comes at once.
  WorkerProcessInTime(SimulatedTime& time, SimulatedNetwork& network, const Endpoint& intake,
                      SimulatedWorker& worker);

  [[nodiscard]] bool dead() const { return dead_; }
  [[nodiscard]] SimulatedHost& host() { return host_; }
  [[nodiscard]] const WorkerLoop& loop() const { return *loop_; }
  [[nodiscard]] std::uint64_t incarnation() const { return incarnation_; }

  /// Dies at once; the others see its connections end, or only its silence.
  enum class Noticed : std::uint8_t { at_once, by_silence };
  void die(Noticed noticed);
  /// Does nothing for so long.
  void freeze(Monotonic duration);
  void drain() { loop_->drain(); }
  /// Leaves and comes back after so long.
  void rest(Monotonic duration);

  void lane_opened(const messages::LaneOpened& lane);

 private:
  // What it computes.
  [[nodiscard]] std::string digest() const override { return "digest"; }
  Result<void> begin_run(std::string_view run, std::string_view context) override;
  void end_run(std::string_view /*run*/) override {}
  Result<void> begin_batch(std::string_view run, std::string_view payload) override;
  std::optional<std::string> advance() override;
  void abandon() override {}

  // Its own time, ahead of the others' while it computes.
  [[nodiscard]] Monotonic now() const override { return std::max(time_.now(), own_time_); }
  [[nodiscard]] std::int64_t wall_ns() const override { return time_.wall_ns(); }

  void wake(Monotonic at);
  void turn();

  struct Died {};

  SimulatedTime& time_;
  SimulatedWorker& worker_;
  std::uint64_t incarnation_;
  SimulatedHost host_;
  Monotonic own_time_{};
  Monotonic frozen_until_{};
  std::optional<Monotonic> turn_at_;
  std::uint64_t turn_number_ = 0;
  bool dead_ = false;
  Range range_;
  double units_left_ = 0;
  std::optional<WorkerLoop> loop_;
};

}  // namespace ballast::broker::toy
