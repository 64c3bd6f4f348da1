// A coordinator's end of the work plane with workers as processes, on unix sockets in a directory
// of its own: what measurements of scaling run on.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "broker/work_plane/socket_transport.hpp"
#include "broker/work_plane/ventilator.hpp"
#include "tools/ballast/scratch_directory.hpp"
#include "tools/bench/worker_process.hpp"

namespace ballast::tools {

/// One run from its opening to its last answer.
struct TimedRun {
  broker::RunOutcome outcome;
  double seconds = 0.0;
  double coordinating = 0.0;  // processor time of this process
};

class WorkBench {
 public:
  /// Starts a worker for each entry, which says how long it waits for an index; 0: it searches.
  explicit WorkBench(const std::vector<std::uint64_t>& ns_per_index);
  ~WorkBench();
  WorkBench(const WorkBench&) = delete;
  WorkBench& operator=(const WorkBench&) = delete;

  /// Runs one piece of work to its end. Throws std::runtime_error if it does not end well.
  TimedRun run(broker::RunSpec spec, std::string piece);

  /// Ends the workers and returns what all runs cost each.
  std::vector<WorkCost> finish();

 private:
  void wait_for_workers(std::size_t count);

  ScratchDirectory directory_;
  broker::KeyedContext context_;
  broker::PollSet poll_set_;
  broker::SocketTransport transport_{context_, poll_set_};
  broker::SystemClock clock_;
  zmq::socket_t bus_;
  std::unique_ptr<broker::Ventilator> ventilator_;
  std::vector<broker::RunOutcome> outcomes_;
  std::vector<std::unique_ptr<WorkerProcess>> workers_;
};

}  // namespace ballast::tools
