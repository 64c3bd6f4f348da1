// The scheduler's choice: who is next, and how much of what.
#include <algorithm>
#include <utility>

#include "broker/work_plane/scheduler.hpp"

namespace ballast::broker {

namespace {

constexpr std::uint32_t patience = 4;  // a batch that was blamed gets so much longer the next time
constexpr Monotonic longest_lease = std::chrono::hours{24};  // patience grows to about this
constexpr std::uint32_t tail_parts = 3;
constexpr std::uint32_t overdue = 3;  // a batch behind another takes two of its own time

}  // namespace

std::optional<Assignment> Scheduler::next(Monotonic now) {
  const std::vector<OpenRun*> runs = runs_.active();
  for (CrewMember* member : crew_.in_need(limits_.credit)) {
    for (OpenRun* run : runs) {
      if (!serves(*member, *run)) continue;
      const auto batch = pick(*member, *run);
      if (!batch) continue;
      runs_.end_turn();
      return assign(*member, *run, *batch, now);
    }
  }
  return next_copy(now);
}

std::optional<Assignment> Scheduler::next_copy(Monotonic now) {
  for (CrewMember* member : crew_.in_need(1)) {
    for (OpenRun* run : runs_.active()) {
      const bool at_its_end = (run->sealed() || run->spec().grows) && !run->has_pieces();
      if (!serves(*member, *run) || !at_its_end) continue;
      const Monotonic latest = now - age_to_copy(*run);
      if (const auto batch = run->ledger().oldest_to_copy(member->id, latest)) {
        return assign(*member, *run, *batch, now);
      }
    }
  }
  return std::nullopt;
}

/// An idle worker of a run that grows may be needed in a moment: it waits for what is really late.
Monotonic Scheduler::age_to_copy(const OpenRun& run) const {
  if (run.sealed()) return Monotonic::zero();
  const LeaseAccount& total = run.ledger().ledger().total;
  const std::uint64_t answers = std::max<std::uint64_t>(1, total.applied + total.duplicates);
  const std::uint64_t told = total.busy_ns / answers;
  const Monotonic usual{std::min<std::uint64_t>(told, Monotonic{longest_lease}.count())};
  return overdue * std::max(limits_.lease_target, usual);
}

std::optional<std::uint64_t> Scheduler::pick(CrewMember& member, OpenRun& run) {
  const auto waiting = run.ledger().first_waiting(
      [&](const std::vector<std::string>& tried) { return may_retry(member, run, tried); });
  if (waiting) return waiting;
  if (!run.has_pieces()) return std::nullopt;
  if (member.pace_run != run.spec().run) {
    member.pace.doubt();
    member.pace_run = run.spec().run;
  }
  return run.draw(batch_units(member, run));
}

bool Scheduler::may_retry(const CrewMember& member, const OpenRun& run,
                          const std::vector<std::string>& tried) const {
  const auto has_tried = [&tried](const CrewMember& one) {
    return std::ranges::find(tried, one.identity.instance) != tried.end();
  };
  if (!has_tried(member)) return true;
  return std::ranges::none_of(crew_.members(), [&](const auto& entry) {
    const CrewMember& other = entry.second;
    return serves(other, run) && other.responsive() && !has_tried(other);
  });
}

std::uint64_t Scheduler::batch_units(const CrewMember& member, const OpenRun& run) const {
  if (member.pace.rate()) {
    return member.pace.units_for(
        std::clamp(time_left(run) / tail_parts, limits_.lease_least, limits_.lease_target));
  }
  const auto left = run.units_left();
  if (!left) return limits_.first_units;
  return std::clamp<std::uint64_t>(*left / (tail_parts * crew_.size()), 1, limits_.first_units);
}

Monotonic Scheduler::time_left(const OpenRun& run) const {
  constexpr std::chrono::duration<double> long_time{1e6};
  const auto left = run.units_left();
  double rate = 0;
  for (const auto& [id, one] : crew_.members()) {
    if (serves(one, run)) rate += one.pace.rate().value_or(0);
  }
  if (!left || rate <= 0) return std::chrono::duration_cast<Monotonic>(long_time);
  const std::chrono::duration<double> rest{static_cast<double>(*left) / rate};
  return std::chrono::duration_cast<Monotonic>(std::min(rest, long_time));
}

Monotonic Scheduler::allowance(const CrewMember& member, const OpenRun& run,
                               std::uint64_t batch) const {
  std::uint64_t units = run.ledger().units(batch);
  for (const HeldLease& ahead : member.held) units += ahead.units;
  const auto expected = member.pace.expected(units);
  Monotonic duration = expected ? std::max(limits_.lease_floor, *expected * limits_.lease_factor)
                                : limits_.first_lease;
  std::uint32_t blames = run.ledger().blames(batch);
  for (; blames > 0 && duration < longest_lease; --blames) duration *= patience;
  return duration;
}

Assignment Scheduler::assign(CrewMember& member, OpenRun& run, std::uint64_t batch, Monotonic now) {
  const Monotonic due = now + allowance(member, run, batch);
  const std::uint32_t attempt = run.ledger().lease(batch, member.id, member.identity, now);
  member.held.push_back(
      {run.spec().run, batch, attempt, run.ledger().units(batch), now, due, false});
  return {member.id, {run.spec().run, batch, attempt, run.ledger().payload(batch)}};
}

}  // namespace ballast::broker
