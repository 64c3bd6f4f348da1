#include "tests/pipeline/work_plane/coordinator.hpp"

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ballast::broker::toy {

namespace {

constexpr std::chrono::seconds longest_wait{60};

}  // namespace

ScratchFolder::ScratchFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "ballast-work-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no scratch folder");
  path_ = pattern;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

WorkerProcess::WorkerProcess(const std::string& name, const std::string& intake,
                             const std::string& announcements, std::uint64_t rounds,
                             const std::string& digest, std::uint64_t incarnation) {
  const char* program = std::getenv("BALLAST_TEST_WORKER");
  if (program == nullptr) throw std::runtime_error("BALLAST_TEST_WORKER names no program");
  std::array<std::string, 7> words{
      program, name, intake, announcements, std::to_string(incarnation), std::to_string(rounds),
      digest};
  std::array<char*, 8> arguments{};
  for (std::size_t at = 0; at < words.size(); ++at) arguments[at] = words[at].data();
  if (posix_spawn(&process_, program, nullptr, nullptr, arguments.data(), environ) != 0) {
    throw std::runtime_error("cannot start a worker");
  }
}

WorkerProcess::~WorkerProcess() {
  if (process_ < 0) return;
  kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
}

void WorkerProcess::signal(int number) const {
  kill(process_, number);
}

bool WorkerProcess::wait() {
  int status = 0;
  waitpid(process_, &status, 0);
  process_ = -1;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

Coordinator::Coordinator(const std::string& intake_place, const std::string& announcement_place,
                         SchedulerLimits limits)
    : bus(context, zmq::socket_type::pub), announcements(announcement_place) {
  bus.set(zmq::sockopt::linger, 0);
  bus.bind(announcements);
  VentilatorEvents events;
  events.announce = [this](const messages::LaneOpened& lane) {
    lanes.push_back(lane);
    bus.send(zmq::buffer(messages::encode(lane)), zmq::send_flags::dontwait);
  };
  events.allow = [this](const messages::PieceWindow& window) { windows.push_back(window); };
  events.done = [this](RunOutcome outcome) { outcomes.push_back(std::move(outcome)); };
  events.rejected = [this](const Failure& failure) { rejected.push_back(failure); };
  events.tapped = [this] { return tapped; };
  events.copy = [this](std::string_view topic, std::string_view, std::string_view) {
    tapped_topics.emplace_back(topic);
  };
  VentilatorOptions options{Endpoint::parse(intake_place).value(), "coordinator-1@board-1",
                            "digest"};
  options.limits = limits;
  ventilator =
      std::make_unique<Ventilator>(transport, clock, std::move(options), std::move(events));
  intake = ventilator->start().value().text();
}

Coordinator::~Coordinator() {
  for (WorkerThread& each : threads_) each.stop = true;
  threads_.clear();
}

WorkerThread& Coordinator::add_thread(const std::string& name, std::uint64_t rounds) {
  WorkerThread& added = threads_.emplace_back();
  added.worker.name = name;
  added.worker.intake = intake;
  added.worker.announcements = announcements;
  added.worker.work.rounds_per_unit = rounds;
  added.thread = std::thread([this, &added] { run_worker(context, added.worker, added.stop); });
  return added;
}

void Coordinator::start(const std::string& run_name, Tally& tally) {
  const bool started = ventilator->open_run(run(run_name, tally)) &&
                       ventilator->offer(run_name, text({0, tally.applied.size()})) &&
                       ventilator->seal(run_name);
  if (!started) throw std::runtime_error("the run was refused");
}

bool Coordinator::pump_until(const std::function<bool()>& done) {
  const Monotonic end = clock.now() + longest_wait;
  while (!done()) {
    if (clock.now() > end) return false;
    poll_set.poll(std::chrono::milliseconds{10});
    ventilator->turn();
  }
  return true;
}

LeaseAccount Coordinator::account(const std::string& run_name, const std::string& worker) const {
  const auto ledger = ventilator->ledger(run_name);
  if (!ledger || !ledger->by_worker.contains(worker)) return {};
  return ledger->by_worker.at(worker);
}

}  // namespace ballast::broker::toy
