#include "actors/coordinator/plan_record.hpp"

#include <utility>
#include <vector>

namespace ballast::actors {
namespace {

using broker::Verdict;
using messages::LeaseFate;

LeaseFate fate_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::applied:
      return LeaseFate::applied;
    case Verdict::duplicate:
    case Verdict::disagreement:
      return LeaseFate::duplicate;
    case Verdict::unreadable:
    case Verdict::failed:
      return LeaseFate::failed;
    case Verdict::foreign_run:
    case Verdict::foreign_worker:
    case Verdict::foreign_lease:
      break;
  }
  return LeaseFate::unanswered;
}

/// Returns the place of a name in a list, which it is added to if it is new.
std::uint32_t place_of(const std::string& name,
                       std::map<std::string, std::uint32_t, std::less<>>& places,
                       std::vector<std::string>& names) {
  const auto [at, is_new] = places.emplace(name, static_cast<std::uint32_t>(names.size()));
  if (is_new) names.push_back(name);
  return at->second;
}

}  // namespace

PlanRecord::PlanRecord(std::string plan_id, std::string coordinator, broker::Monotonic began)
    : began_(began) {
  trace_.plan_id = std::move(plan_id);
  trace_.coordinator = std::move(coordinator);
}

std::uint64_t PlanRecord::since(broker::Monotonic now) const {
  return static_cast<std::uint64_t>((now - began_).count());
}

void PlanRecord::enter(std::string_view stage, broker::Monotonic now) {
  if (stage.empty()) return;
  // The first begins with the plan: the trace has no gap.
  const std::uint64_t at = trace_.stages.empty() ? 0 : since(now);
  if (!trace_.stages.empty()) trace_.stages.back().end_ns = at;
  trace_.stages.push_back({std::string(stage), at, at});
}

std::size_t PlanRecord::asked(std::string_view role, std::string_view command,
                              broker::Monotonic now) {
  trace_.requests.push_back({std::string(role), std::string(command), "", "", since(now), 0});
  return trace_.requests.size() - 1;
}

void PlanRecord::sent_as(std::size_t place, std::string_view message) {
  if (place < trace_.requests.size()) trace_.requests[place].id = message;
}

void PlanRecord::replied(std::size_t place, std::string_view actor, broker::Monotonic now) {
  if (place >= trace_.requests.size()) return;
  trace_.requests[place].actor = actor;
  trace_.requests[place].replied_ns = since(now);
}

void PlanRecord::leased(const std::string& run, std::uint64_t batch, std::uint32_t attempt,
                        const std::string& worker, broker::Monotonic now) {
  if (trace_.leases.size() >= leases_max) {
    ++trace_.omitted;
    return;
  }
  const std::uint32_t run_place = place_of(run, runs_, trace_.runs);
  leases_[{run_place, batch, attempt}] = trace_.leases.size();
  trace_.leases.push_back({run_place, batch, attempt, place_of(worker, workers_, trace_.workers),
                           since(now), 0, 0, LeaseFate::unanswered});
}

void PlanRecord::answered(const std::string& run, std::uint64_t batch, std::uint32_t attempt,
                          Verdict verdict, std::uint64_t busy_ns, broker::Monotonic now) {
  const LeaseFate fate = fate_of(verdict);
  const auto known_run = runs_.find(run);
  if (fate == LeaseFate::unanswered || known_run == runs_.end()) return;
  const auto known = leases_.find({known_run->second, batch, attempt});
  if (known == leases_.end()) return;
  messages::TracedLease& lease = trace_.leases[known->second];
  lease.answered_ns = since(now);
  lease.busy_ns = busy_ns;
  lease.fate = fate;
}

messages::PlanTrace PlanRecord::finish(broker::Monotonic now) {
  trace_.elapsed_ns = since(now);
  if (!trace_.stages.empty()) trace_.stages.back().end_ns = trace_.elapsed_ns;
  return std::exchange(trace_, {});
}

}  // namespace ballast::actors
