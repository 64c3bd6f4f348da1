#include "tests/simulation/simulated_cluster.hpp"

#include <utility>

namespace ballast::broker::toy {

SimulatedCluster::SimulatedCluster(SchedulerLimits limits, Endpoint intake)
    : intake_(std::move(intake)) {
  VentilatorEvents events;
  events.announce = [this](const messages::LaneOpened& lane) { announce(lane); };
  events.allow = [this](const messages::PieceWindow& window) {
    network.publish([this, window] {
      if (on_window) on_window(window);
    });
  };
  events.done = [this](RunOutcome outcome) { outcomes.push_back(std::move(outcome)); };
  VentilatorOptions options{intake_, "coordinator-1@board-1", "digest"};
  options.limits = limits;
  ventilator_ = std::make_unique<Ventilator>(host_, time, std::move(options), std::move(events));
  if (const auto started = ventilator_->start(); !started) {
    throw std::runtime_error(planner::describe(started.error()));
  }
  turn_again();
}

void SimulatedCluster::turn_again() {
  ventilator_->turn();
  time.in(Ventilator::turn_interval, [this] { turn_again(); });
}

SimulatedWorker& SimulatedCluster::add(std::string instance, double units_per_ms,
                                       std::string board) {
  SimulatedWorker& worker = workers_.emplace_back();
  worker.instance = std::move(instance);
  worker.board = std::move(board);
  worker.units_per_ms = units_per_ms;
  processes_.emplace_back();
  start(workers_.size() - 1);
  return worker;
}

void SimulatedCluster::start(std::size_t index) {
  SimulatedWorker& worker = workers_[index];
  ++worker.incarnation;
  auto& processes = processes_[index];
  processes.push_back(std::make_unique<WorkerProcessInTime>(time, network, intake_, worker));
  if (processes.size() > 1) {
    processes.back()->host().before = &processes[processes.size() - 2]->host();
  }
}

void SimulatedCluster::deafen(std::size_t index, Monotonic duration) {
  newest(index).host().deaf_until = now() + duration;
}

void SimulatedCluster::silence(std::size_t index, Monotonic duration) {
  newest(index).host().unheard_until = now() + duration;
}

void SimulatedCluster::cut(std::size_t index, Monotonic duration) {
  deafen(index, duration);
  silence(index, duration);
}

void SimulatedCluster::announce(const messages::LaneOpened& lane) {
  for (std::size_t at = 0; at < workers_.size(); ++at) {
    if (workers_[at].instance != lane.instance) continue;
    for (const auto& process : processes_[at]) {
      if (process->dead()) continue;
      network.publish([this, to = process.get(), lane] {
        // The bus keeps it for who is deaf.
        time.at(to->host().deaf_until, [to, lane] { to->lane_opened(lane); });
      });
    }
  }
}

bool SimulatedCluster::run_to_end(Monotonic longest) {
  return run_until([this] { return ventilator_->open_runs().empty(); }, longest);
}

}  // namespace ballast::broker::toy
