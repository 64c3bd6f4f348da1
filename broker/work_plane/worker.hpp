// An evaluator's end of the work plane: says hello until it has a lane, takes batches from it,
// works them in slices, beats meanwhile, and answers. Lives on its actor's thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "broker/clock.hpp"
#include "broker/endpoint.hpp"
#include "broker/work_plane/transport.hpp"
#include "broker/work_plane/work.hpp"
#include "messages/work.hpp"

namespace ballast::broker {

struct WorkerOptions {
  Endpoint intake;  // the coordinator's
  Identity identity;
  std::uint32_t cores = 1;
  std::chrono::milliseconds heartbeat{100};  // until a lane says otherwise
  std::chrono::milliseconds hello{100};      // between hellos, while there is no lane
  std::size_t contexts = 3;                  // runs whose context is kept
  std::size_t held = 16;                     // batches that may wait here; more are refused
};

struct WorkerCounts {
  std::uint64_t answered = 0;
  std::uint64_t failed = 0;
  std::uint64_t abandoned = 0;  // of runs that were closed, or of lanes that were lost
  std::uint64_t rejected = 0;   // frames on the lane that could not be read
  std::uint64_t lanes = 0;
  std::uint64_t slices = 0;  // of work
};

class WorkerLoop {
 public:
  /// All references outlive it. Connects at once; hello goes out with the first turn().
  WorkerLoop(WorkTransport& transport, const Clock& clock, Work& work, WorkerOptions options);
  ~WorkerLoop();
  WorkerLoop(const WorkerLoop&) = delete;
  WorkerLoop& operator=(const WorkerLoop&) = delete;

  /// The bus topic that says where this worker's lane is; hand its frames to lane_opened().
  [[nodiscard]] std::string lane_topic() const;

  /// Ignores a lane of another incarnation and one that it has or lost already.
  void lane_opened(const messages::LaneOpened& lane);

  /// One slice: reads the lane, works a few milliseconds, beats if it is time. Returns whether
  /// there is more to do at once. Call at least every turn_interval.
  bool turn();
  static constexpr std::chrono::milliseconds turn_interval{50};

  /// Finishes the batch that is open, leaves the rest to others, and says goodbye.
  void drain();
  /// While wanted, leaves as drain() does, and afterwards says hello again. drain() is for good.
  void rest(bool wanted);
  /// Goodbye was said for good; nothing more comes.
  [[nodiscard]] bool drained() const;

  [[nodiscard]] bool welcomed() const;                   // it has a lane
  [[nodiscard]] const std::string& refusal() const;      // why it gets none; empty: not refused
  [[nodiscard]] const std::string& current_run() const;  // of the open batch; empty: idle
  [[nodiscard]] const WorkerCounts& counts() const;

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace ballast::broker
