// Which worker gets which batch, and what became of it: the rules of leasing as a pure state
// machine on a time that is handed in. Knows no socket.
//
//  - A worker holds at most `credit` batches; an answer gives the credit back.
//  - Work is cut so that a worker needs about `lease_target` for a batch, by its measured rate, and
//    smaller towards the end, when the last batches decide how long a run takes.
//  - A lease ends with an answer, or expires: too late, worker silent, gone or failed. The batch
//    then goes back to the head of the queue. An answer that comes after all still counts.
//  - The first answer of a batch is applied, every later one is a duplicate and must be equal.
//  - When nothing is left to lease, an idle worker gets a copy of the oldest open batch; while
//    answers may still bring new work, only of one that takes much longer than others did.
//  - Only the batch that a worker was busy with is blamed for its end; after `attempts` blames it
//    is set aside. Where the same process comes back, the link was to blame, and the batch is not.
//  - Runs take turns, `active_runs` at a time, in the order of opening.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "broker/limits.hpp"
#include "broker/work_plane/crew.hpp"
#include "broker/work_plane/lease.hpp"
#include "broker/work_plane/replaced.hpp"
#include "broker/work_plane/run.hpp"
#include "broker/work_plane/run_queue.hpp"
#include "messages/crew_report.hpp"
#include "messages/work.hpp"

namespace ballast::broker {

struct SchedulerLimits {
  std::uint32_t credit = 2;
  Monotonic lease_target = limits::lease_target;
  Monotonic lease_least = std::chrono::milliseconds{4};  // near the end; less is all transport
  std::uint64_t first_units = limits::first_units;       // while a worker's rate is not known
  Monotonic lease_floor = std::chrono::milliseconds{500};
  Monotonic first_lease = std::chrono::seconds{2};  // deadline while the rate is not known
  std::uint32_t lease_factor = 5;                   // deadline = factor x expected
  Monotonic silence = std::chrono::milliseconds{300};
  Monotonic lost = std::chrono::milliseconds{500};  // what an idle worker was sent this long ago
  Monotonic forget = std::chrono::seconds{10};      // a worker silent this long is gone
  std::uint32_t attempts = 3;
  std::uint32_t copies = 2;  // open leases of one batch, near the end
  std::size_t active_runs = 2;
  std::size_t open_runs = 64;
  std::size_t window_pieces = 64;  // pieces of a run that wait to be cut
  std::size_t window_bytes = 16U << 20U;
  std::size_t workers = 256;
  std::size_t kept_answers = 1024;  // of a run, to compare with duplicates
};

enum class Departure : std::uint8_t { goodbye, disconnected, replaced };

/// One lease to be sent.
struct Assignment {
  WorkerId worker = 0;
  messages::Batch batch;
};

class Scheduler {
 public:
  explicit Scheduler(SchedulerLimits limits = {});

  // ---- runs

  /// Refuses (conflict) a run that is open and (unavailable) more than `open_runs`.
  [[nodiscard]] Result<void> open(RunSpec spec, Monotonic now);

  /// Adds a piece of work. Refuses an unknown or sealed run, unreadable work, and (unavailable) a
  /// piece beyond the window; look at room() first.
  [[nodiscard]] Result<void> offer(std::string_view run, std::string piece);

  /// Returns how many more pieces a run takes now; 0 for an unknown or sealed run.
  [[nodiscard]] std::size_t room(std::string_view run) const;

  /// No more pieces come: the run ends when all are accounted for.
  [[nodiscard]] Result<void> seal(std::string_view run, Monotonic now);

  /// Ends a run at once; its outcome follows. False for an unknown run.
  bool cancel(std::string_view run, Monotonic now);

  /// Returns the context frame of an open run.
  [[nodiscard]] std::optional<messages::RunContext> context(std::string_view run) const;

  /// Returns the runs that ended since the last call, oldest first.
  [[nodiscard]] std::vector<RunOutcome> take_finished();

  [[nodiscard]] bool holds(std::string_view run) const { return runs_.find(run) != nullptr; }
  [[nodiscard]] std::vector<std::string> open_runs() const;
  [[nodiscard]] std::optional<RunProgress> progress(std::string_view run) const;
  [[nodiscard]] std::optional<Ledger> ledger(std::string_view run) const;

  // ---- workers

  /// A worker is here; one of the same instance that was here before is replaced. Refuses a worker
  /// beyond `workers`, one without a name, and (conflict) one that was replaced by another process
  /// of its name that is alive: two would throw each other out without end.
  [[nodiscard]] Result<WorkerId> join(WorkerIdentity identity, Monotonic now);

  /// Whether leases can be sent to it now; a worker that joins is reachable.
  void set_reachable(WorkerId worker, bool reachable);

  /// Its leases expire. Unknown ids are ignored.
  void leave(WorkerId worker, Departure why, Monotonic now);

  /// Returns the worker of this name and incarnation, if it is here.
  [[nodiscard]] std::optional<WorkerId> find(std::string_view instance,
                                             std::uint64_t incarnation) const;
  [[nodiscard]] std::size_t worker_count() const;
  /// Returns the name of a worker that is here; else nothing.
  [[nodiscard]] std::string instance_of(WorkerId worker) const;
  /// Returns all workers, by name.
  [[nodiscard]] std::vector<messages::WorkerReport> crew(Monotonic now) const;

  /// A sign of life. `held` is how many batches the worker says that it holds; if none, leases that
  /// it was sent long ago are lost and expire.
  void heard(WorkerId worker, std::uint32_t held, Monotonic now);

  // ---- leases

  /// Returns the next lease to send, if any worker may have one. Call until it returns nothing.
  [[nodiscard]] std::optional<Assignment> next(Monotonic now);

  Verdict result(const messages::BatchResult& answer, Monotonic now);
  Verdict failed(const messages::BatchFailed& answer, Monotonic now);

  /// Expires what is late or silent. Returns the workers that were silent for so long that they
  /// have left.
  std::vector<WorkerId> tick(Monotonic now);

 private:
  /// Of the same engine, and heard lately.
  [[nodiscard]] static bool serves(const CrewMember& member, const OpenRun& run) {
    return !member.silent && member.identity.digest == run.spec().digest;
  }

  void settle(Monotonic now);
  void finish(RunOutcome outcome);
  void expire_held(CrewMember& member, Blame blame, std::string_view reason);
  void expire_late(CrewMember& member, Monotonic now);
  /// The process is here again: what was blamed for its end is forgiven if it is the same one.
  void forgive(const WorkerIdentity& back);
  void take_back(std::string_view run, const Answer& answer, const Lease& lease, Monotonic now);
  [[nodiscard]] std::optional<std::uint64_t> pick(CrewMember& member, OpenRun& run);
  [[nodiscard]] std::optional<Assignment> next_copy(Monotonic now);
  [[nodiscard]] Monotonic age_to_copy(const OpenRun& run) const;
  [[nodiscard]] bool may_retry(const CrewMember& member, const OpenRun& run,
                               const std::vector<std::string>& tried) const;
  [[nodiscard]] std::uint64_t batch_units(const CrewMember& member, const OpenRun& run) const;
  [[nodiscard]] Monotonic time_left(const OpenRun& run) const;
  [[nodiscard]] Monotonic allowance(const CrewMember& member, const OpenRun& run,
                                    std::uint64_t batch) const;
  Assignment assign(CrewMember& member, OpenRun& run, std::uint64_t batch, Monotonic now);

  /// A batch that was blamed for the end of a process which may not have ended.
  struct Suspicion {
    std::uint64_t incarnation = 0;
    std::string run;
    std::uint64_t batch = 0;
  };

  SchedulerLimits limits_;
  std::map<std::string, Suspicion, std::less<>> suspected_;  // by instance
  RunQueue runs_;
  Crew crew_;
  Replaced replaced_;
  std::vector<RunOutcome> finished_;
};

}  // namespace ballast::broker
