// What happened when, in one plan: as its coordinator saw it, on the coordinator's clock.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "messages/field.hpp"

namespace ballast::messages {

/// All times are nanoseconds since the plan began.
struct TracedStage {
  std::string name;  // "gathering", "searching" ...
  std::uint64_t begin_ns = 0;
  std::uint64_t end_ns = 0;

  bool operator==(const TracedStage&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("name", self.name);
    visit("begin_ns", self.begin_ns);
    visit("end_ns", self.end_ns);
  }
};

/// A command to another actor and its reply.
struct TracedRequest {
  std::string role;
  std::string command;  // "GetUniverse"
  std::string id;       // of the command
  std::string actor;    // instance that replied; empty: none did while the plan lasted
  std::uint64_t sent_ns = 0;
  std::uint64_t replied_ns = 0;  // 0: not

  bool operator==(const TracedRequest&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("role", self.role);
    visit("command", self.command);
    visit("id", self.id);
    visit("actor", self.actor, may_be_absent);
    visit("sent_ns", self.sent_ns);
    visit("replied_ns", self.replied_ns, may_be_absent);
  }
};

/// How a lease ended for the plan: with the first answer to its batch, with a later one, with one
/// that could not be used, or without any.
enum class LeaseFate : std::uint8_t { unanswered, applied, duplicate, failed };

template <>
struct NamesOf<LeaseFate> {
  static constexpr std::array<std::string_view, 4> names = {"unanswered", "applied", "duplicate",
                                                            "failed"};
};

/// One try of one worker at one batch.
struct TracedLease {
  std::uint32_t run = 0;  // place in PlanTrace::runs
  std::uint64_t batch = 0;
  std::uint32_t attempt = 1;
  std::uint32_t worker = 0;  // place in PlanTrace::workers
  std::uint64_t leased_ns = 0;
  std::uint64_t answered_ns = 0;  // 0: not
  std::uint64_t busy_ns = 0;      // as the worker says
  LeaseFate fate = LeaseFate::unanswered;

  bool operator==(const TracedLease&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("run", self.run);
    visit("batch", self.batch);
    visit("attempt", self.attempt);
    visit("worker", self.worker);
    visit("leased_ns", self.leased_ns);
    visit("answered_ns", self.answered_ns, may_be_absent);
    visit("busy_ns", self.busy_ns, may_be_absent);
    visit("fate", self.fate);
  }
};

/// CLI -> coordinator: of a plan that was asked for with `trace`, kept until a few others were.
/// Answered with PlanTrace.
struct GetTrace {
  static constexpr std::string_view type = "GetTrace";
  std::string plan_id;

  bool operator==(const GetTrace&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("plan_id", self.plan_id);
  }
};

struct PlanTrace {
  static constexpr std::string_view type = "PlanTrace";
  std::string plan_id;
  std::string coordinator;  // instance
  std::uint64_t elapsed_ns = 0;
  std::vector<TracedStage> stages;  // one after the other, from the beginning to the end
  std::vector<TracedRequest> requests;
  std::vector<std::string> runs;     // names of searches
  std::vector<std::string> workers;  // instances
  std::vector<TracedLease> leases;   // in the order of leasing
  std::uint64_t omitted = 0;         // leases that came when the trace was full

  bool operator==(const PlanTrace&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("plan_id", self.plan_id);
    visit("coordinator", self.coordinator);
    visit("elapsed_ns", self.elapsed_ns);
    visit("stages", self.stages, may_be_absent);
    visit("requests", self.requests, may_be_absent);
    visit("runs", self.runs, may_be_absent);
    visit("workers", self.workers, may_be_absent);
    visit("leases", self.leases, may_be_absent);
    visit("omitted", self.omitted, may_be_absent);
  }
};

}  // namespace ballast::messages
