// The inside of the ventilator: the scheduler's decisions put on their way. Used by its own two
// source files alone.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "broker/work_plane/frame.hpp"
#include "broker/work_plane/lanes.hpp"
#include "broker/work_plane/piece_feed.hpp"
#include "broker/work_plane/ventilator.hpp"

namespace ballast::broker {

class Ventilator::State {
 public:
  State(WorkTransport& transport, const Clock& clock, VentilatorOptions options,
        VentilatorEvents events)
      : transport_(transport),
        clock_(clock),
        options_(std::move(options)),
        events_(std::move(events)),
        scheduler_(options_.limits) {}

  Result<Endpoint> start(std::function<void()> turn);
  Result<void> open_run(RunSpec spec);
  Result<void> offer(std::string_view run, std::string piece);
  Result<void> seal(std::string_view run);
  bool cancel(std::string_view run);
  void turn();

  const Scheduler& scheduler() const { return scheduler_; }
  std::vector<messages::WorkerReport> crew() const { return scheduler_.crew(clock_.now()); }
  const IntakeCounts& counts() const { return counts_; }

 private:
  bool read_intake();
  void dispatch(const messages::Header& header, const Frames& frames);
  template <class Body>
  void handle_as(const messages::Header& header, const Frames& frames);
  void reject(const Failure& failure);

  void handle(const messages::WorkerHello& hello);
  void handle(const messages::WorkerBeat& beat);
  void handle(const messages::WorkerGoodbye& goodbye);
  void handle(const messages::BatchResult& result);
  void handle(const messages::BatchFailed& failed);
  void handle(const messages::WorkPiece& piece);
  void handle(const messages::PiecesDone& done);

  void welcome(const messages::WorkerHello& hello);
  void close_lane(WorkerId worker, Departure why);
  void drop_lost_lanes();
  void greet_connected();
  void refuse(const messages::WorkerHello& hello, std::string why);
  void remind(const std::string& instance, std::uint64_t incarnation);
  std::uint32_t heartbeat_ms() const {
    return static_cast<std::uint32_t>(options_.heartbeat.count());
  }
  void announce(const messages::LaneOpened& lane) {
    if (events_.announce) events_.announce(lane);
  }

  void send_leases();
  void allow_pieces();
  bool report_finished();
  void end_feed(const std::string& run);
  bool tapped() const { return events_.copy && events_.tapped && events_.tapped(); }

  WorkTransport& transport_;
  const Clock& clock_;
  VentilatorOptions options_;
  VentilatorEvents events_;
  Scheduler scheduler_;
  std::unique_ptr<WorkEnd> intake_;  // from start() on
  std::optional<Lanes> lanes_;
  std::map<std::string, PieceFeed, std::less<>> feeds_;
  std::map<std::string, Monotonic, std::less<>> reminded_;
  IntakeCounts counts_;
  bool turning_ = false;
};

}  // namespace ballast::broker
