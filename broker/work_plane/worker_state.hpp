// The inside of a worker's loop. Used by worker.cpp alone.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "broker/echo_watch.hpp"
#include "broker/limits.hpp"
#include "broker/work_plane/frame.hpp"
#include "broker/work_plane/run_shelf.hpp"
#include "broker/work_plane/uplink.hpp"
#include "broker/work_plane/worker.hpp"
#include "broker/work_plane/worker_lane.hpp"

namespace ballast::broker {

using std::chrono::milliseconds;

class WorkerLoop::State {
 public:
  State(WorkTransport& transport, const Clock& clock, Work& work, WorkerOptions options);

  void lane_opened(const messages::LaneOpened& lane);
  void read_lane();
  bool turn();
  void drain();
  void rest(bool wanted);

  const WorkerOptions& options() const { return options_; }
  bool drained() const { return drained_ && rest_ == Rest::no; }
  bool welcomed() const { return lane_ != nullptr; }
  const std::string& refusal() const { return refusal_; }
  const std::string& current_run() const { return open_ ? open_->run : none_; }
  const WorkerCounts& counts() const { return counts_; }

 private:
  void dispatch(const Frames& frames);
  template <class Body>
  bool take_as(const Frames& frames);
  void take(messages::RunContext context);
  void take(messages::Batch batch);
  void take(const messages::RunClosed& closed);

  void connect();
  void lose_lane();
  void say_hello();
  void beat();
  void say_goodbye();
  void begin_goodbye();
  void come_back();
  void keep_in_touch();

  void begin();
  void advance();
  void answer(std::string result);
  void fail(const messages::Batch& batch, std::string reason, bool context_missing = false);
  void abandon_open();

  WorkTransport& transport_;
  const Clock& clock_;
  Work& work_;
  WorkerOptions options_;
  Uplink uplink_;
  std::unique_ptr<WorkerLane> lane_;
  std::uint64_t lost_lane_ = 0;
  RunShelf shelf_;
  std::deque<messages::Batch> waiting_;
  std::optional<messages::Batch> open_;
  Monotonic busy_{};
  milliseconds heartbeat_;
  Monotonic next_word_{};
  EchoWatch lane_echo_{limits::unheard_hellos_max};
  std::string refusal_;
  std::string none_;
  WorkerCounts counts_;
  bool draining_ = false;  // leaves, for good or to rest
  bool drained_ = false;   // has left
  enum class Rest : std::uint8_t { no, yes, over };
  Rest rest_ = Rest::no;  // over: comes back once it has left
};

}  // namespace ballast::broker
