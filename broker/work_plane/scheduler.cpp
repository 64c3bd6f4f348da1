#include "broker/work_plane/scheduler.hpp"

#include <algorithm>
#include <utility>

namespace ballast::broker {

namespace {

using planner::FailureKind;

constexpr std::size_t instance_bytes_max = 128;

Failure no_such_run(std::string_view run) {
  return {FailureKind::missing, "no such run is open", "run " + std::string(run), ""};
}

Answer as_answer(const messages::BatchResult& result) {
  return {result.batch,       result.attempt, result.instance,
          result.incarnation, result.busy_ns, result.result};
}

Answer as_answer(const messages::BatchFailed& failed) {
  return {failed.batch, failed.attempt, failed.instance, failed.incarnation, 0, {}};
}

}  // namespace

Scheduler::Scheduler(SchedulerLimits limits)
    : limits_(limits),
      runs_({limits.active_runs,
             limits.open_runs,
             {limits.attempts, limits.copies, limits.kept_answers},
             {limits.window_pieces, limits.window_bytes}}) {}

// ---- runs

Result<void> Scheduler::open(RunSpec spec, Monotonic now) {
  return runs_.open(std::move(spec), now);
}

Result<void> Scheduler::offer(std::string_view run, std::string piece) {
  if (OpenRun* open = runs_.find(run)) return open->offer(std::move(piece));
  return tl::unexpected(no_such_run(run));
}

std::size_t Scheduler::room(std::string_view run) const {
  const OpenRun* open = runs_.find(run);
  return open == nullptr ? 0 : open->room();
}

Result<void> Scheduler::seal(std::string_view run, Monotonic now) {
  OpenRun* open = runs_.find(run);
  if (open == nullptr) return tl::unexpected(no_such_run(run));
  open->seal();
  settle(now);
  return {};
}

bool Scheduler::cancel(std::string_view run, Monotonic now) {
  auto outcome = runs_.take(run, now);
  if (!outcome) return false;
  finish(std::move(*outcome));
  return true;
}

void Scheduler::settle(Monotonic now) {
  while (auto outcome = runs_.take_finished(now)) finish(std::move(*outcome));
}

void Scheduler::finish(RunOutcome outcome) {
  for (auto& [id, member] : crew_.members()) member.drop_run(outcome.run);
  finished_.push_back(std::move(outcome));
}

std::vector<RunOutcome> Scheduler::take_finished() {
  return std::exchange(finished_, {});
}

std::optional<messages::RunContext> Scheduler::context(std::string_view run) const {
  const OpenRun* open = runs_.find(run);
  if (open == nullptr) return std::nullopt;
  return messages::RunContext{open->spec().run, open->spec().digest, open->spec().context};
}

std::vector<std::string> Scheduler::open_runs() const {
  return runs_.names();
}

std::optional<Ledger> Scheduler::ledger(std::string_view run) const {
  const OpenRun* open = runs_.find(run);
  if (open == nullptr) return std::nullopt;
  return open->ledger().ledger();
}

std::optional<RunProgress> Scheduler::progress(std::string_view run) const {
  const OpenRun* open = runs_.find(run);
  if (open == nullptr) return std::nullopt;
  RunProgress out;
  out.run = run;
  out.units_done = open->ledger().units_done();
  out.units_total = open->units_total();
  out.waiting = open->piece_count() + open->ledger().waiting_count();
  out.open_leases = open->ledger().open_leases();
  out.unanswered = open->ledger().unanswered();
  for (const auto& [board, account] : open->ledger().ledger().by_board) {
    out.boards[board].units_done = account.units;
  }
  for (const auto& [id, member] : crew_.members()) {
    if (!serves(member, *open)) continue;
    const bool busy = member.pace_run == run && !member.held.empty();
    const double rate = busy ? member.pace.rate().value_or(0) : 0;
    RunProgress::Board& board = out.boards[member.identity.board];
    ++board.workers;
    board.units_per_second += rate;
    ++out.workers;
    out.units_per_second += rate;
  }
  return out;
}

// ---- workers

Result<WorkerId> Scheduler::join(WorkerIdentity identity, Monotonic now) {
  if (identity.instance.empty() || identity.instance.size() > instance_bytes_max ||
      identity.board.size() > instance_bytes_max) {
    return tl::unexpected(Failure{FailureKind::invalid, "a worker needs a name", "hello",
                                  "1 to " + std::to_string(instance_bytes_max) + " bytes"});
  }
  if (const CrewMember* before = crew_.find(identity.instance)) {
    const bool alive = now - before->heard <= limits_.silence;
    if (alive && replaced_.holds(identity.instance, identity.incarnation)) {
      return tl::unexpected(Failure{FailureKind::conflict,
                                    "another process of this name works here", identity.instance,
                                    "one process a name"});
    }
    if (before->identity.incarnation != identity.incarnation) {
      replaced_.add(identity.instance, before->identity.incarnation);
    }
    leave(before->id, Departure::replaced, now);
  }
  forgive(identity);
  if (crew_.size() >= limits_.workers) {
    return tl::unexpected(Failure{FailureKind::unavailable, "too many workers are here",
                                  identity.instance, "at most " + std::to_string(limits_.workers)});
  }
  return crew_.add(std::move(identity), now).id;
}

std::optional<WorkerId> Scheduler::find(std::string_view instance,
                                        std::uint64_t incarnation) const {
  const CrewMember* member = crew_.find(instance);
  if (member == nullptr || member->identity.incarnation != incarnation) return std::nullopt;
  return member->id;
}

std::size_t Scheduler::worker_count() const {
  return crew_.size();
}

std::string Scheduler::instance_of(WorkerId worker) const {
  const auto found = crew_.members().find(worker);
  return found == crew_.members().end() ? "" : found->second.identity.instance;
}

std::vector<messages::WorkerReport> Scheduler::crew(Monotonic now) const {
  const auto in_ms = [](Monotonic time) {
    return static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(time).count());
  };
  std::vector<messages::WorkerReport> out;
  for (const auto& [id, member] : crew_.members()) {
    Monotonic oldest = now;
    for (const HeldLease& lease : member.held) oldest = std::min(oldest, lease.issued);
    out.push_back({member.identity.instance, member.identity.board,
                   static_cast<std::uint32_t>(member.held.size()), limits_.credit,
                   in_ms(now - oldest), in_ms(now - member.heard), member.silent});
  }
  std::ranges::sort(out, {}, &messages::WorkerReport::instance);
  return out;
}

void Scheduler::set_reachable(WorkerId worker, bool reachable) {
  if (CrewMember* member = crew_.find(worker)) member->reachable = reachable;
}

void Scheduler::leave(WorkerId worker, Departure why, Monotonic now) {
  CrewMember* member = crew_.find(worker);
  if (member == nullptr) return;
  const Blame blame = why == Departure::goodbye ? Blame::no : Blame::yes;
  expire_held(*member, blame, member->identity.instance + " was gone");
  crew_.remove(worker);
  settle(now);
}

void Scheduler::heard(WorkerId worker, std::uint32_t held, Monotonic now) {
  CrewMember* member = crew_.find(worker);
  if (member == nullptr) return;
  member->heard = std::max(member->heard, now);
  if (member->silent) forgive(member->identity);
  member->silent = false;
  if (held > 0) return;
  // What was sent to it long ago never came, or was dropped: it would be waited for in vain.
  const Monotonic long_ago = now - limits_.lost;
  for (std::size_t left = member->held.size(); left > 0; --left) {
    HeldLease& lease = member->held[left - 1];
    if (lease.expired || lease.issued > long_ago) continue;
    lease.expired = true;
    if (OpenRun* run = runs_.find(lease.run)) {
      run->ledger().expire(lease.batch, lease.attempt, Blame::no,
                           member->identity.instance + " does not have it");
    }
  }
  member->drop_expired();
}

void Scheduler::expire_held(CrewMember& member, Blame blame, std::string_view reason) {
  for (std::size_t left = member.held.size(); left > 0; --left) {
    HeldLease& lease = member.held[left - 1];
    if (lease.expired) continue;
    lease.expired = true;
    OpenRun* run = runs_.find(lease.run);
    if (run == nullptr) continue;
    const Blame of_this = left == 1 ? blame : Blame::no;
    run->ledger().expire(lease.batch, lease.attempt, of_this, reason);
    if (of_this == Blame::no) continue;
    if (suspected_.size() >= limits_.workers) suspected_.erase(suspected_.begin());
    suspected_[member.identity.instance] = {member.identity.incarnation, lease.run, lease.batch};
  }
}

void Scheduler::forgive(const WorkerIdentity& back) {
  const auto suspicion = suspected_.extract(back.instance);
  if (suspicion.empty() || suspicion.mapped().incarnation != back.incarnation) return;
  if (OpenRun* run = runs_.find(suspicion.mapped().run)) {
    run->ledger().forgive(suspicion.mapped().batch);
  }
}

void Scheduler::expire_late(CrewMember& member, Monotonic now) {
  for (std::size_t left = member.held.size(); left > 0; --left) {
    HeldLease& lease = member.held[left - 1];
    if (lease.expired || lease.deadline > now) continue;
    lease.expired = true;
    const bool busy_with_it = left == 1;
    if (busy_with_it)
      member.pace.measure(lease.units, now - std::max(lease.issued, member.answered));
    if (OpenRun* run = runs_.find(lease.run)) {
      run->ledger().expire(lease.batch, lease.attempt, busy_with_it ? Blame::yes : Blame::no,
                           member.identity.instance + " took too long");
    }
  }
}

std::vector<WorkerId> Scheduler::tick(Monotonic now) {
  std::vector<WorkerId> gone;
  for (auto& [id, member] : crew_.members()) {
    const Monotonic quiet = now - member.heard;
    if (quiet > limits_.forget) gone.push_back(id);
    if (quiet > limits_.silence && !member.silent) {
      member.silent = true;
      expire_held(member, Blame::yes, member.identity.instance + " fell silent");
    }
    if (!member.silent) expire_late(member, now);
  }
  for (const WorkerId id : gone) leave(id, Departure::disconnected, now);
  settle(now);
  return gone;
}

// ---- answers

void Scheduler::take_back(std::string_view run, const Answer& answer, const Lease& lease,
                          Monotonic now) {
  CrewMember* member = crew_.find(lease.worker);
  if (member == nullptr) return;
  member->heard = std::max(member->heard, now);
  if (member->silent) forgive(member->identity);
  member->silent = false;
  const auto held = member->take(run, answer.batch, answer.attempt);
  if (!held) return;
  member->pace.measure(held->units, now - std::max(held->issued, member->answered));
  member->answered = now;
}

Verdict Scheduler::result(const messages::BatchResult& result, Monotonic now) {
  OpenRun* run = runs_.find(result.run);
  if (run == nullptr) return Verdict::foreign_run;
  const Answer answer = as_answer(result);
  if (const auto lease = run->ledger().check(answer)) take_back(result.run, answer, **lease, now);
  const Verdict verdict = run->ledger().answer(answer, run->spec().rules);
  settle(now);
  return verdict;
}

Verdict Scheduler::failed(const messages::BatchFailed& failed, Monotonic now) {
  OpenRun* run = runs_.find(failed.run);
  if (run == nullptr) return Verdict::foreign_run;
  const Answer answer = as_answer(failed);
  const auto lease = run->ledger().check(answer);
  if (!lease) return lease.error();
  if (CrewMember* member = crew_.find((*lease)->worker)) {
    member->take(failed.run, failed.batch, failed.attempt);
    member->answered = now;
  }
  run->ledger().expire(failed.batch, failed.attempt,
                       failed.context_missing ? Blame::no : Blame::yes,
                       failed.instance + " failed: " + failed.reason);
  settle(now);
  return Verdict::failed;
}

}  // namespace ballast::broker
