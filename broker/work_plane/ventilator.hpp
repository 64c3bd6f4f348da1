// Hands a run's work to evaluators and collects their answers: an intake that all of them push to,
// and one lane for each, so that what a dead worker held is known and given to another. Lives on
// its actor's thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "broker/clock.hpp"
#include "broker/endpoint.hpp"
#include "broker/work_plane/run.hpp"
#include "broker/work_plane/scheduler.hpp"
#include "broker/work_plane/transport.hpp"
#include "messages/crew_report.hpp"
#include "messages/envelope.hpp"
#include "messages/work.hpp"

namespace ballast::broker {

/// An intake that other boards reach is patient: silence is at least 1.4 s there.
struct VentilatorOptions {
  Endpoint intake;               // bound; on tcp port "*" asks for a free one
  std::string sender;            // the coordinator's instance
  std::string digest;            // of the coordinator's engine; a hello with another is refused
  std::uint16_t first_port = 0;  // tcp: lanes are bound in [first_port, last_port]; 0: any free
  std::uint16_t last_port = 0;
  std::string advertised_host = {};          // tcp: what workers connect to; empty: the intake's
  std::chrono::milliseconds heartbeat{100};  // asked of workers; at least 500 between boards
  SchedulerLimits limits = {};
};

struct LeaseAnswer {
  const std::string& run;
  std::uint64_t batch = 0;
  std::uint32_t attempt = 0;
  std::uint64_t busy_ns = 0;
  Verdict verdict = Verdict::applied;
};

/// What the ventilator tells its actor. Called from within its own calls; they may call back.
struct VentilatorEvents {
  /// Publish as the state topic "lane.<instance>".
  std::function<void(const messages::LaneOpened&)> announce;

  /// Publish as the state topic "pieces.<run>", for the generator.
  std::function<void(const messages::PieceWindow&)> allow;

  /// A run ended; its ledger balances or it is a failed run. Frames of it are refused from here on.
  std::function<void(RunOutcome)> done;

  /// A batch went down a worker's lane; an answer came. For traces; may be absent.
  std::function<void(const messages::Batch&, const std::string& worker)> leased = {};
  std::function<void(const LeaseAnswer&)> answered = {};

  /// A frame on the intake that was refused: reason, for counting and for "frame.rejected".
  std::function<void(const Failure&)> rejected;

  /// A copy of a work frame, for taps; `direction` is "tap.lane.<instance>" or "tap.intake".
  /// Absent, or false from `tapped`: no copy is made.
  std::function<bool()> tapped;
  std::function<void(std::string_view topic, std::string_view header, std::string_view body)> copy;
};

/// How much was refused on the intake, by reason.
struct IntakeCounts {
  std::uint64_t frames = 0;
  std::uint64_t rejected = 0;   // not decodable, or of an unknown type
  std::uint64_t strangers = 0;  // of workers that are not here
  std::uint64_t foreign = 0;    // answers of other runs, leases or incarnations
  std::uint64_t pieces_repeated = 0;
  std::uint64_t pieces_refused = 0;
};

class Ventilator {
 public:
  /// `transport` and `clock` outlive it. Binds nothing yet.
  Ventilator(WorkTransport& transport, const Clock& clock, VentilatorOptions options,
             VentilatorEvents events);
  ~Ventilator();
  Ventilator(const Ventilator&) = delete;
  Ventilator& operator=(const Ventilator&) = delete;

  /// Binds the intake. Returns where it is (the port in place of "*").
  [[nodiscard]] Result<Endpoint> start();

  [[nodiscard]] Result<void> open_run(RunSpec spec);

  /// Pieces come from here or, numbered, as WorkPiece frames on the intake; not both in one run.
  [[nodiscard]] Result<void> offer(std::string_view run, std::string piece);
  [[nodiscard]] std::size_t room(std::string_view run) const;
  [[nodiscard]] Result<void> seal(std::string_view run);

  /// The outcome (cancelled) follows through `done`.
  bool cancel(std::string_view run);

  /// Does what time and sockets have brought about. Called by the transport when something arrives;
  /// the actor calls it at least every turn_interval besides.
  void turn();
  static constexpr std::chrono::milliseconds turn_interval{50};

  [[nodiscard]] std::vector<std::string> open_runs() const;
  [[nodiscard]] std::optional<RunProgress> progress(std::string_view run) const;
  [[nodiscard]] std::optional<Ledger> ledger(std::string_view run) const;
  [[nodiscard]] std::size_t worker_count() const;
  /// By name.
  [[nodiscard]] std::vector<messages::WorkerReport> crew() const;
  [[nodiscard]] const IntakeCounts& counts() const;

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace ballast::broker
