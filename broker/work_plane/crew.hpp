// The workers that are here, what each holds, and who may be given more.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "broker/work_plane/lease.hpp"
#include "broker/work_plane/pace.hpp"

namespace ballast::broker {

/// A lease as its worker's lane sees it, in the order of sending.
struct HeldLease {
  std::string run;
  std::uint64_t batch = 0;
  std::uint32_t attempt = 0;
  std::uint64_t units = 0;
  Monotonic issued{};
  Monotonic deadline{};
  bool expired = false;  // given to others; still takes credit, since the worker still has it
};

struct CrewMember {
  WorkerId id = 0;
  WorkerIdentity identity;
  Monotonic heard{};
  Monotonic answered{};
  bool silent = false;
  bool reachable = true;  // its lane takes frames
  Pace pace;
  std::string pace_run;  // the run that the pace was measured in
  std::deque<HeldLease> held;

  /// Returns whether it answers in time: neither silent nor late with anything.
  [[nodiscard]] bool responsive() const;
  [[nodiscard]] bool may_have(std::uint32_t credit) const {
    return !silent && reachable && held.size() < credit;
  }

  /// Takes a lease out of what is held; nothing if it is not there.
  std::optional<HeldLease> take(std::string_view run, std::uint64_t batch, std::uint32_t attempt);
  void drop_run(std::string_view run);
  void drop_expired();
};

class Crew {
 public:
  CrewMember& add(WorkerIdentity identity, Monotonic now);
  void remove(WorkerId worker) { members_.erase(worker); }

  [[nodiscard]] CrewMember* find(WorkerId worker);
  [[nodiscard]] const CrewMember* find(std::string_view instance) const;
  [[nodiscard]] std::size_t size() const { return members_.size(); }

  [[nodiscard]] std::map<WorkerId, CrewMember>& members() { return members_; }
  [[nodiscard]] const std::map<WorkerId, CrewMember>& members() const { return members_; }

  /// Returns who may have another lease: who holds least first, then who came first.
  [[nodiscard]] std::vector<CrewMember*> in_need(std::uint32_t credit);

 private:
  std::map<WorkerId, CrewMember> members_;
  WorkerId next_ = 1;
};

}  // namespace ballast::broker
