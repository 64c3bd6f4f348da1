#include "tools/bench/work_bench.hpp"

#include <stdexcept>
#include <utility>

#include "messages/codec.hpp"
#include "planner/evaluation/engine_digest.hpp"
#include "tools/bench/machine.hpp"

namespace ballast::tools {

namespace {

constexpr std::chrono::milliseconds poll_longest = broker::Ventilator::turn_interval;
constexpr std::chrono::seconds run_longest{300};

broker::VentilatorOptions options_of(const std::string& intake) {
  broker::VentilatorOptions options{broker::Endpoint::parse(intake).value(), "coordinator-1@bench",
                                    planner::engine_digest()};
  return options;
}

}  // namespace

WorkBench::WorkBench(const std::vector<std::uint64_t>& ns_per_index)
    : bus_(context_, zmq::socket_type::pub) {
  const std::string intake = "ipc://" + (directory_.path() / "intake").string();
  const std::string announcements = "ipc://" + (directory_.path() / "bus").string();
  bus_.set(zmq::sockopt::linger, 0);
  bus_.bind(announcements);
  broker::VentilatorEvents events;
  events.announce = [this](const messages::LaneOpened& lane) {
    bus_.send(zmq::buffer(messages::encode(lane)), zmq::send_flags::dontwait);
  };
  events.done = [this](broker::RunOutcome outcome) { outcomes_.push_back(std::move(outcome)); };
  ventilator_ = std::make_unique<broker::Ventilator>(transport_, clock_, options_of(intake),
                                                     std::move(events));
  if (const auto started = ventilator_->start(); !started) {
    throw std::runtime_error(planner::describe(started.error()));
  }
  for (const std::uint64_t ns : ns_per_index) {
    const std::string name = "evaluator-" + std::to_string(workers_.size() + 1);
    workers_.push_back(std::make_unique<WorkerProcess>(
        WorkerWish{name, intake, announcements, directory_.path() / name, ns}));
  }
  wait_for_workers(workers_.size());
}

WorkBench::~WorkBench() = default;

void WorkBench::wait_for_workers(std::size_t count) {
  const broker::Monotonic end = clock_.now() + run_longest;
  while (ventilator_->worker_count() < count) {
    if (clock_.now() > end) throw std::runtime_error("the workers do not come");
    poll_set_.poll(poll_longest);
    ventilator_->turn();
  }
}

TimedRun WorkBench::run(broker::RunSpec spec, std::string piece) {
  outcomes_.clear();
  const std::string name = spec.run;
  const broker::Monotonic begun = clock_.now();
  const double used = processor_seconds();
  const bool open = ventilator_->open_run(std::move(spec)) &&
                    ventilator_->offer(name, std::move(piece)) && ventilator_->seal(name);
  if (!open) throw std::runtime_error("the run was refused");
  while (outcomes_.empty()) {
    if (clock_.now() - begun > run_longest) throw std::runtime_error("the run does not end");
    poll_set_.poll(poll_longest);
    ventilator_->turn();
  }
  TimedRun timed{std::move(outcomes_.front()), 0.0, processor_seconds() - used};
  timed.seconds = std::chrono::duration<double>(timed.outcome.elapsed).count();
  const bool well =
      timed.outcome.end == broker::RunEnd::complete && timed.outcome.ledger.balances();
  if (!well) throw std::runtime_error("not every batch of a run is accounted for once");
  return timed;
}

std::vector<WorkCost> WorkBench::finish() {
  std::vector<WorkCost> costs;
  for (const auto& worker : workers_) costs.push_back(worker->finish());
  workers_.clear();
  return costs;
}

}  // namespace ballast::tools
