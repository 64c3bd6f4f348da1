// Keeps what happens when in one plan, for its trace. Bounded: what comes when it is full is
// counted.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>

#include "broker/work_plane/lease.hpp"
#include "messages/plan_trace.hpp"

namespace ballast::actors {

class PlanRecord {
 public:
  /// Leases that one trace holds: its frame stays below the limit of values.
  static constexpr std::size_t leases_max = 20'000;

  PlanRecord(std::string plan_id, std::string coordinator, broker::Monotonic began);

  /// A stage begins, and the one before it ends. Without a name, that one goes on.
  void enter(std::string_view stage, broker::Monotonic now);

  /// A command is sent. Returns its place, for what is learned of it later.
  std::size_t asked(std::string_view role, std::string_view command, broker::Monotonic now);
  void sent_as(std::size_t place, std::string_view message);
  void replied(std::size_t place, std::string_view actor, broker::Monotonic now);

  void leased(const std::string& run, std::uint64_t batch, std::uint32_t attempt,
              const std::string& worker, broker::Monotonic now);
  /// A lease that is not known, because the trace was full or the answer is no answer, is ignored.
  void answered(const std::string& run, std::uint64_t batch, std::uint32_t attempt,
                broker::Verdict verdict, std::uint64_t busy_ns, broker::Monotonic now);

  /// The plan is over. Returns its trace.
  [[nodiscard]] messages::PlanTrace finish(broker::Monotonic now);

 private:
  using LeaseName = std::tuple<std::uint32_t, std::uint64_t, std::uint32_t>;
  [[nodiscard]] std::uint64_t since(broker::Monotonic now) const;

  messages::PlanTrace trace_;
  broker::Monotonic began_;
  std::map<std::string, std::uint32_t, std::less<>> runs_;
  std::map<std::string, std::uint32_t, std::less<>> workers_;
  std::map<LeaseName, std::size_t> leases_;  // to their places
};

}  // namespace ballast::actors
