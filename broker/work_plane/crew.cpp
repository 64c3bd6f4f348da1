#include "broker/work_plane/crew.hpp"

#include <algorithm>
#include <utility>

namespace ballast::broker {

bool CrewMember::responsive() const {
  return !silent && reachable && std::ranges::none_of(held, &HeldLease::expired);
}

std::optional<HeldLease> CrewMember::take(std::string_view run, std::uint64_t batch,
                                          std::uint32_t attempt) {
  const auto found = std::ranges::find_if(held, [&](const HeldLease& lease) {
    return lease.batch == batch && lease.attempt == attempt && lease.run == run;
  });
  if (found == held.end()) return std::nullopt;
  HeldLease lease = std::move(*found);
  held.erase(found);
  return lease;
}

void CrewMember::drop_run(std::string_view run) {
  std::erase_if(held, [run](const HeldLease& lease) { return lease.run == run; });
}

void CrewMember::drop_expired() {
  std::erase_if(held, &HeldLease::expired);
}

CrewMember& Crew::add(WorkerIdentity identity, Monotonic now) {
  const WorkerId id = next_++;
  CrewMember& member = members_[id];
  member.id = id;
  member.identity = std::move(identity);
  member.heard = now;
  return member;
}

CrewMember* Crew::find(WorkerId worker) {
  const auto found = members_.find(worker);
  return found == members_.end() ? nullptr : &found->second;
}

const CrewMember* Crew::find(std::string_view instance) const {
  const auto found = std::ranges::find_if(members_, [instance](const auto& entry) {
    return entry.second.identity.instance == instance;
  });
  return found == members_.end() ? nullptr : &found->second;
}

std::vector<CrewMember*> Crew::in_need(std::uint32_t credit) {
  std::vector<CrewMember*> out;
  for (auto& [id, member] : members_) {
    if (member.may_have(credit)) out.push_back(&member);
  }
  std::ranges::stable_sort(out, {}, [](const CrewMember* member) { return member->held.size(); });
  return out;
}

}  // namespace ballast::broker
