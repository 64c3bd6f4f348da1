// The work plane on simulated time, in one thread and without a socket: the real ventilator and the
// real loops of workers, which compute at their speed and can die, freeze, slow down, be cut off,
// repeat and lie.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "broker/work_plane/ventilator.hpp"
#include "tests/simulation/simulated_worker.hpp"

namespace ballast::broker::toy {

using std::chrono::milliseconds;

class SimulatedCluster {
 public:
  /// Where the intake is says how far the workers are: as if on one board, or on others.
  explicit SimulatedCluster(SchedulerLimits limits = {},
                            Endpoint intake = Endpoint::inproc("intake").value());

  SimulatedWorker& add(std::string instance, double units_per_ms, std::string board = "board-1");
  SimulatedWorker& at(std::size_t index) { return workers_[index]; }
  [[nodiscard]] std::size_t size() const { return workers_.size(); }

  using Noticed = WorkerProcessInTime::Noticed;
  void kill(std::size_t index, Noticed noticed) { newest(index).die(noticed); }
  void freeze(std::size_t index, Monotonic duration) { newest(index).freeze(duration); }
  /// Nothing comes to it, from it, or either way for so long.
  void deafen(std::size_t index, Monotonic duration);
  void silence(std::size_t index, Monotonic duration);
  void cut(std::size_t index, Monotonic duration);
  void drain(std::size_t index) { newest(index).drain(); }
  void rest(std::size_t index, Monotonic duration) { newest(index).rest(duration); }
  /// A new process of the same name, whatever the one before does.
  void start(std::size_t index);
  [[nodiscard]] bool dead(std::size_t index) { return newest(index).dead(); }
  [[nodiscard]] WorkerProcessInTime& newest(std::size_t index) { return *processes_[index].back(); }

  /// Goes on until `done` holds or simulated `longest` has passed; returns whether it held. It is
  /// asked after everything that happens.
  template <class Done>
  bool run_until(Done done, Monotonic longest) {
    const Monotonic end = now() + longest;
    while (!done()) {
      if (!time.step(end)) return done();
    }
    return true;
  }
  bool run_to_end(Monotonic longest = std::chrono::seconds{600});

  [[nodiscard]] Monotonic now() const { return time.now(); }
  [[nodiscard]] Ventilator& ventilator() { return *ventilator_; }

  SimulatedTime time;
  SimulatedNetwork network{time};
  std::vector<RunOutcome> outcomes;
  std::function<void(const messages::PieceWindow&)> on_window;  // as the generator hears it

 private:
  void announce(const messages::LaneOpened& lane);
  void turn_again();

  SimulatedHost host_{network, "coordinator", 1};  // the coordinator's
  Endpoint intake_;
  std::unique_ptr<Ventilator> ventilator_;
  std::deque<SimulatedWorker> workers_;
  std::vector<std::vector<std::unique_ptr<WorkerProcessInTime>>> processes_;  // of each worker
};

}  // namespace ballast::broker::toy
