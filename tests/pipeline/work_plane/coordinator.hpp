// A coordinator of the tests: a ventilator on real sockets, a PUB socket that stands in for the
// bus, and workers as threads or as processes.
#pragma once

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <sys/types.h>

#include "broker/work_plane/socket_transport.hpp"
#include "broker/work_plane/ventilator.hpp"
#include "tests/pipeline/work_plane/bench_worker.hpp"
#include "tests/unit/broker/work_plane/toy_work.hpp"

namespace ballast::broker::toy {

/// A directory that goes with its owner.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// A child that is killed with its owner.
class WorkerProcess {
 public:
  WorkerProcess(const std::string& name, const std::string& intake,
                const std::string& announcements, std::uint64_t rounds,
                const std::string& digest = "digest", std::uint64_t incarnation = 1);
  ~WorkerProcess();
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;

  void signal(int number) const;
  /// Returns whether it ended by itself with 0.
  bool wait();

 private:
  pid_t process_ = -1;
};

struct WorkerThread {
  BenchWorker worker;
  std::atomic<bool> stop = false;
  std::thread thread;

  ~WorkerThread() {
    stop = true;
    if (thread.joinable()) thread.join();
  }
};

class Coordinator {
 public:
  explicit Coordinator(const std::string& intake, const std::string& announcements,
                       SchedulerLimits limits = {});
  ~Coordinator();
  Coordinator(const Coordinator&) = delete;
  Coordinator& operator=(const Coordinator&) = delete;

  WorkerThread& add_thread(const std::string& name, std::uint64_t rounds);

  /// Opens a run over the whole tally and seals it.
  void start(const std::string& run, Tally& tally);

  /// Turns until `done`, or a bound that no healthy machine reaches; returns whether it was done.
  bool pump_until(const std::function<bool()>& done);
  bool pump_to_end() {
    return pump_until([this] { return ventilator->open_runs().empty(); });
  }
  [[nodiscard]] LeaseAccount account(const std::string& run, const std::string& worker) const;

  KeyedContext context;
  PollSet poll_set;
  SocketTransport transport{context, poll_set};
  SystemClock clock;
  zmq::socket_t bus;
  std::unique_ptr<Ventilator> ventilator;
  std::string intake;
  std::string announcements;
  std::vector<RunOutcome> outcomes;
  std::vector<messages::LaneOpened> lanes;
  std::vector<messages::PieceWindow> windows;
  std::vector<Failure> rejected;
  std::vector<std::string> tapped_topics;
  bool tapped = false;

 private:
  std::deque<WorkerThread> threads_;
};

}  // namespace ballast::broker::toy
