// The workers of the coordinator: who is here, what each holds, and who was turned away.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "messages/field.hpp"

namespace ballast::messages {

/// Command line -> coordinator. Answered with CrewReport.
struct GetCrew {
  static constexpr std::string_view type = "GetCrew";
  bool operator==(const GetCrew&) const = default;
  template <class Self, class Visitor>
  static void fields(Self& /*self*/, Visitor&& /*visit*/) {}
};

struct WorkerReport {
  std::string instance;
  std::string board;
  std::uint32_t held = 0;          // batches leased to it and not yet answered
  std::uint32_t credit = 0;        // how many it may hold
  std::uint64_t lease_age_ms = 0;  // of the oldest; 0: it holds none
  std::uint64_t heard_ms = 0;      // since it was last heard
  bool silent = false;             // for too long: it gets nothing until it is heard again

  bool operator==(const WorkerReport&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("instance", self.instance);
    visit("board", self.board);
    visit("held", self.held);
    visit("credit", self.credit);
    visit("lease_age_ms", self.lease_age_ms);
    visit("heard_ms", self.heard_ms);
    visit("silent", self.silent);
  }
};

struct CrewReport {
  static constexpr std::string_view type = "CrewReport";
  std::vector<WorkerReport> workers;

  bool operator==(const CrewReport&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("workers", self.workers);
  }
};

}  // namespace ballast::messages
