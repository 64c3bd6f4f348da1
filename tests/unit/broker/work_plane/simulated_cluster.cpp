#include "tests/unit/broker/work_plane/simulated_cluster.hpp"

#include <utility>

namespace ballast::broker::toy {

namespace {

constexpr Monotonic step_time = std::chrono::microseconds{500};
constexpr Monotonic wire_time = milliseconds{1};
constexpr Monotonic beat_time = milliseconds{100};

}  // namespace

SimulatedWorker& SimulatedCluster::add(std::string instance, double units_per_ms,
                                       std::string board) {
  SimulatedWorker& worker = workers_.emplace_back();
  worker.identity = {std::move(instance), std::move(board), 1, 1, "digest"};
  worker.units_per_ms = units_per_ms;
  worker.id = scheduler.join(worker.identity, now).value();
  return worker;
}

void SimulatedCluster::kill(std::size_t index, Noticed noticed) {
  SimulatedWorker& worker = workers_[index];
  worker.dead = true;
  worker.held.clear();
  if (noticed == Noticed::at_once) scheduler.leave(worker.id, Departure::disconnected, now);
}

void SimulatedCluster::freeze(std::size_t index, Monotonic duration) {
  workers_[index].frozen_until = now + duration;
}

void SimulatedCluster::restart(std::size_t index) {
  SimulatedWorker& worker = workers_[index];
  worker.dead = false;
  worker.held.clear();
  worker.done_units = 0;
  ++worker.identity.incarnation;
  worker.id = scheduler.join(worker.identity, now).value();
}

bool SimulatedCluster::run_to_end(Monotonic longest) {
  return run_until([this] { return scheduler.open_runs().empty(); }, longest);
}

void SimulatedCluster::step() {
  now += step_time;
  while (!wire_.empty() && wire_.front().arrives <= now) {
    verdicts.push_back(scheduler.result(wire_.front().result, now));
    wire_.pop_front();
  }
  for (SimulatedWorker& worker : workers_) live(worker);
  scheduler.tick(now);
  while (auto lease = scheduler.next(now)) {
    if (SimulatedWorker* worker = named(lease->worker); worker != nullptr && !worker->dead) {
      worker->held.push_back(std::move(lease->batch));
    }
  }
  for (RunOutcome& outcome : scheduler.take_finished()) {
    for (SimulatedWorker& worker : workers_) {
      std::erase_if(worker.held, [&](const auto& batch) { return batch.run == outcome.run; });
      worker.done_units = 0;
    }
    outcomes.push_back(std::move(outcome));
  }
}

void SimulatedCluster::live(SimulatedWorker& worker) {
  if (worker.dead || now < worker.frozen_until) return;
  if (now >= worker.next_beat) beat(worker);
  compute(worker);
}

void SimulatedCluster::beat(SimulatedWorker& worker) {
  if (!scheduler.find(worker.identity.instance, worker.identity.incarnation)) {
    worker.held.clear();
    worker.done_units = 0;
    worker.id = scheduler.join(worker.identity, now).value();
  }
  scheduler.heard(worker.id, static_cast<std::uint32_t>(worker.held.size()), now);
  worker.next_beat = now + beat_time;
}

void SimulatedCluster::compute(SimulatedWorker& worker) {
  double budget =
      worker.units_per_ms * std::chrono::duration<double, std::milli>(step_time).count();
  while (budget > 0 && !worker.held.empty()) {
    const messages::Batch batch = worker.held.front();
    Range range;
    read(batch.payload, range);
    if (worker.poison && range.begin <= *worker.poison && *worker.poison < range.end) {
      worker.dead = true;
      worker.held.clear();
      scheduler.leave(worker.id, Departure::disconnected, now);
      return;
    }
    const double left = static_cast<double>(range.end - range.begin) - worker.done_units;
    if (left > budget) {
      worker.done_units += budget;
      return;
    }
    budget -= left;
    worker.done_units = 0;
    worker.held.pop_front();
    answer(worker, batch);
  }
}

void SimulatedCluster::answer(SimulatedWorker& worker, const messages::Batch& batch) {
  messages::BatchResult result;
  result.run = batch.run;
  result.batch = batch.batch;
  result.attempt = batch.attempt;
  result.instance = worker.identity.instance;
  result.incarnation = worker.identity.incarnation;
  Range range;
  read(batch.payload, range);
  const std::chrono::duration<double, std::milli> busy{
      static_cast<double>(range.end - range.begin) / worker.units_per_ms};
  result.busy_ns = static_cast<std::uint64_t>(std::chrono::duration_cast<Monotonic>(busy).count());
  result.result = toy::answer(batch.payload) + (worker.lies ? "1" : "");
  ++worker.answered;
  wire_.push_back({now + wire_time, result});
  if (worker.repeats) wire_.push_back({now + wire_time, result});
}

SimulatedWorker* SimulatedCluster::named(WorkerId id) {
  for (SimulatedWorker& worker : workers_) {
    if (worker.id == id) return &worker;
  }
  return nullptr;
}

}  // namespace ballast::broker::toy
